package org.wardgate.onboarding;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.crypto.est.ServerKey;

/**
 * Requests for certificates that wait for their decision, and decisions that wait for the device to
 * ask again. One for each device: another wish takes the place of the one before. Kept by elapsed
 * time: a clock that is set does not keep anything longer. Thread-safe.
 */
final class PendingEnrolments {
  /** Requests and answers kept overall. */
  static final int OVERALL_MAX_COUNT = 10_000;

  /** How long each is kept. */
  static final long KEPT_NANOS = 120L * 1_000_000_000L;

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Consumer<List<Pending>> overdue;

  /** Oldest first: every entry is kept equally long. */
  private final Map<DeviceId, Pending> byDevice = new LinkedHashMap<>();

  /**
   * @param clock for deadlines of decisions
   * @param nanoTime for elapsed time
   * @param overdue told of requests that were forgotten without a decision
   */
  PendingEnrolments(Clock clock, LongSupplier nanoTime, Consumer<List<Pending>> overdue) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.overdue = overdue;
  }

  /**
   * One request.
   *
   * @param correlationId what the decision will repeat
   * @param device who asks
   * @param wish for what
   * @param serverKey the key made for it; absent if the device has its own
   * @param sinceNanos when it began
   * @param decision completes with the decision; cancelled when another request took its place
   */
  record Pending(
      CorrelationId correlationId,
      DeviceId device,
      Wish wish,
      Optional<ServerKey> serverKey,
      long sinceNanos,
      CompletableFuture<OnboardingIntent> decision) {
    /** SubjectPublicKeyInfo to certify, DER. */
    Bytes certifiedKey() {
      return serverKey.map(ServerKey::spki).orElse(wish.requestKey());
    }

    private void end() {
      decision.cancel(false);
      serverKey.ifPresent(ServerKey::destroy);
    }
  }

  /**
   * What a request becomes part of.
   *
   * @param pending the request, new or repeated
   * @param fresh whether nobody asked for a decision yet
   */
  record Joined(Pending pending, boolean fresh) {}

  /**
   * Joins the pending request of the same device and wish, or begins one; empty if full.
   *
   * @param keyMaker makes the key of a new request, if it shall have one
   */
  Optional<Joined> join(
      DeviceId device,
      Wish wish,
      CorrelationId correlationId,
      Supplier<Optional<ServerKey>> keyMaker) {
    List<Pending> forgotten = new ArrayList<>();
    Optional<Joined> joined;
    synchronized (this) {
      forgetOld(forgotten);
      joined = joinNow(device, wish, correlationId, keyMaker);
    }
    if (!forgotten.isEmpty()) {
      overdue.accept(forgotten);
    }
    return joined;
  }

  private Optional<Joined> joinNow(
      DeviceId device,
      Wish wish,
      CorrelationId correlationId,
      Supplier<Optional<ServerKey>> keyMaker) {
    Pending known = byDevice.get(device);
    if (known != null && known.wish().equals(wish) && !late(known)) {
      return Optional.of(new Joined(known, false));
    }
    if (known != null) {
      forget(known);
    }
    if (byDevice.size() >= OVERALL_MAX_COUNT) {
      return Optional.empty();
    }
    Pending fresh =
        new Pending(
            correlationId,
            device,
            wish,
            keyMaker.get(),
            nanoTime.getAsLong(),
            new CompletableFuture<>());
    byDevice.put(device, fresh);
    return Optional.of(new Joined(fresh, true));
  }

  private boolean late(Pending pending) {
    OnboardingIntent decided = pending.decision().getNow(null);
    Instant now = clock.instant();
    return decided != null && now.isAfter(decided.deadline());
  }

  private void forgetOld(List<Pending> undecided) {
    long now = nanoTime.getAsLong();
    Iterator<Pending> oldest = byDevice.values().iterator();
    while (oldest.hasNext()) {
      Pending pending = oldest.next();
      if (now - pending.sinceNanos() < KEPT_NANOS) {
        return;
      }
      oldest.remove();
      if (!pending.decision().isDone()) {
        undecided.add(pending);
      }
      pending.end();
    }
  }

  /** Hands a decision to whoever waits, now or later; false if nobody asked. */
  boolean decide(OnboardingIntent intent) {
    Pending pending;
    synchronized (this) {
      pending = byDevice.get(intent.device());
    }
    return pending != null
        && pending.correlationId().equals(intent.correlationId())
        && pending.decision().complete(intent);
  }

  /**
   * After a refusal was delivered the device may ask anew; a certificate may be fetched again, but
   * not with a key that was made here: that is gone.
   */
  void delivered(Pending pending) {
    if (pending.serverKey().isPresent()
        || pending.decision().getNow(null) instanceof RefuseEnrolment) {
      forget(pending);
    }
  }

  /** Forgets a request and its key; whoever waits for it is told to ask again. */
  synchronized void forget(Pending pending) {
    byDevice.remove(pending.device(), pending);
    pending.end();
  }

  /** Forgets everything. */
  synchronized void clear() {
    byDevice.values().forEach(Pending::end);
    byDevice.clear();
  }

  synchronized int size() {
    return byDevice.size();
  }
}
