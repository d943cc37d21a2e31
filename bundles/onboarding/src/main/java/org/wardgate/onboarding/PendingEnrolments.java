package org.wardgate.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;

/**
 * Requests for certificates that wait for their decision, and decisions that wait for the device to
 * ask again. One for each device: a request with another key takes the place of the one before.
 * Thread-safe.
 */
final class PendingEnrolments {
  /** Requests and answers kept overall. */
  static final int OVERALL_MAX_COUNT = 10_000;

  /** How long each is kept. */
  static final Duration KEPT = Duration.ofMinutes(2);

  private final Clock clock;

  /** Oldest first: every entry is kept equally long. */
  private final Map<DeviceId, Pending> byDevice = new LinkedHashMap<>();

  PendingEnrolments(Clock clock) {
    this.clock = clock;
  }

  /**
   * One request.
   *
   * @param correlationId what the decision will repeat
   * @param device who asks
   * @param spki for which key
   * @param expires when it is forgotten
   * @param decision completes with the decision; cancelled when another request took its place
   */
  record Pending(
      CorrelationId correlationId,
      DeviceId device,
      Bytes spki,
      Instant expires,
      CompletableFuture<OnboardingIntent> decision) {}

  /**
   * What a request becomes part of.
   *
   * @param pending the request, new or repeated
   * @param fresh whether nobody asked for a decision yet
   */
  record Joined(Pending pending, boolean fresh) {}

  /** Joins the pending request of the same device and key, or begins one; empty if full. */
  synchronized Optional<Joined> join(DeviceId device, Bytes spki, CorrelationId correlationId) {
    Instant now = clock.instant();
    forgetOld(now);
    Pending known = byDevice.get(device);
    if (known != null && known.spki().equals(spki) && !overdue(known, now)) {
      return Optional.of(new Joined(known, false));
    }
    if (known != null) {
      forget(known);
    }
    if (byDevice.size() >= OVERALL_MAX_COUNT) {
      return Optional.empty();
    }
    Pending fresh =
        new Pending(correlationId, device, spki, now.plus(KEPT), new CompletableFuture<>());
    byDevice.put(device, fresh);
    return Optional.of(new Joined(fresh, true));
  }

  private static boolean overdue(Pending pending, Instant now) {
    OnboardingIntent decided = pending.decision().getNow(null);
    return decided != null && now.isAfter(decided.deadline());
  }

  private void forgetOld(Instant now) {
    Iterator<Pending> oldest = byDevice.values().iterator();
    while (oldest.hasNext()) {
      Pending pending = oldest.next();
      if (now.isBefore(pending.expires())) {
        return;
      }
      oldest.remove();
      pending.decision().cancel(false);
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

  /** After a refusal was delivered the device may ask anew; a grant may be fetched again. */
  void delivered(Pending pending) {
    if (pending.decision().getNow(null) instanceof RefuseEnrolment) {
      forget(pending);
    }
  }

  /** Forgets a request; whoever waits for it is told to ask again. */
  synchronized void forget(Pending pending) {
    byDevice.remove(pending.device(), pending);
    pending.decision().cancel(false);
  }

  /** Forgets everything. */
  synchronized void clear() {
    byDevice.values().forEach(pending -> pending.decision().cancel(false));
    byDevice.clear();
  }

  synchronized int size() {
    return byDevice.size();
  }
}
