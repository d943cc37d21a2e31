package org.wardgate.attestation;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.error.RefusedException;

/**
 * The nonces that may still be answered. Each is bound to one device and purpose, and for enrolment
 * to one key; it is taken out before its answer is looked at, so that it is good for one attempt.
 * In memory only: after a restart every earlier nonce is unknown. Time is monotonic, so that
 * setting the clock neither prolongs nor ends a challenge. Thread-safe.
 */
final class OpenChallenges {
  /** Length of a nonce. */
  static final int NONCE_BYTES = 32;

  /** Most challenges open at once. */
  static final int OPEN_MAX_COUNT = 20_000;

  private final SecureRandom random;
  private final Supplier<Duration> ttl;
  private final LongSupplier nanoTime;

  /**
   * In the order of their opening, which is that of expiry but for a while after the lifetime was
   * shortened: then an expired one may be kept, not counted as good, until those before it expire.
   */
  private final Map<Slot, OpenChallenge> open = new LinkedHashMap<>();

  /**
   * @param ttl how long a challenge opened now is good
   */
  OpenChallenges(SecureRandom random, Supplier<Duration> ttl, LongSupplier nanoTime) {
    this.random = random;
    this.ttl = ttl;
    this.nanoTime = nanoTime;
  }

  /** What there is at most one challenge of: enrolment of a device, or one runtime intent. */
  private record Slot(DeviceId device, Purpose purpose, String intent) {}

  /**
   * Opens an enrolment challenge; the device's earlier one is no longer good.
   *
   * @throws RefusedException {@code WG-ATT-0019} if too many are open
   */
  OpenChallenge enrolment(CorrelationId id, DeviceId device, Bytes keyThumbprint)
      throws RefusedException {
    return open(new Slot(device, Purpose.ENROLMENT, ""), id, Optional.of(keyThumbprint));
  }

  /**
   * Opens a runtime challenge.
   *
   * @throws RefusedException {@code WG-ATT-0019} if too many are open
   */
  OpenChallenge runtime(CorrelationId id, DeviceId device) throws RefusedException {
    return open(new Slot(device, Purpose.RUNTIME, id.value()), id, Optional.empty());
  }

  private synchronized OpenChallenge open(Slot slot, CorrelationId id, Optional<Bytes> thumbprint)
      throws RefusedException {
    dropExpired();
    open.remove(slot);
    if (open.size() >= OPEN_MAX_COUNT) {
      throw new RefusedException(
          AttestationErrors.TOO_MANY_CHALLENGES, OPEN_MAX_COUNT + " are open");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    OpenChallenge challenge =
        new OpenChallenge(
            id,
            slot.device(),
            slot.purpose(),
            thumbprint,
            Bytes.of(nonce),
            nanoTime.getAsLong() + ttl.get().toNanos());
    open.put(slot, challenge);
    return challenge;
  }

  /**
   * Takes the device's enrolment challenge out: it cannot be taken again.
   *
   * @throws RefusedException {@code WG-ATT-0008} if there is none, {@code -0009} if it expired
   */
  OpenChallenge takeEnrolment(DeviceId device) throws RefusedException {
    return take(new Slot(device, Purpose.ENROLMENT, ""));
  }

  /** Takes a runtime challenge out, as {@link #takeEnrolment}. */
  OpenChallenge takeRuntime(OpenChallenge challenge) throws RefusedException {
    return take(new Slot(challenge.device(), Purpose.RUNTIME, challenge.id().value()));
  }

  /** Takes a runtime challenge out that nobody will answer. Idempotent. */
  synchronized void forget(OpenChallenge challenge) {
    open.remove(new Slot(challenge.device(), Purpose.RUNTIME, challenge.id().value()));
  }

  private synchronized OpenChallenge take(Slot slot) throws RefusedException {
    OpenChallenge challenge = open.remove(slot);
    if (challenge == null) {
      throw new RefusedException(AttestationErrors.NONCE_UNKNOWN, "of " + slot.device());
    }
    if (expired(challenge)) {
      throw new RefusedException(AttestationErrors.NONCE_EXPIRED, "of " + slot.device());
    }
    return challenge;
  }

  /** How many are open, expired ones not counted. */
  synchronized int size() {
    dropExpired();
    return open.size();
  }

  private void dropExpired() {
    Iterator<OpenChallenge> oldestFirst = open.values().iterator();
    while (oldestFirst.hasNext() && expired(oldestFirst.next())) {
      oldestFirst.remove();
    }
  }

  private boolean expired(OpenChallenge challenge) {
    // The difference is right even if the monotonic clock overflows.
    return nanoTime.getAsLong() - challenge.expiresAtNanos() >= 0;
  }
}
