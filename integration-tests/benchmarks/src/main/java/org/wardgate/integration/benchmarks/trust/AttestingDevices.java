package org.wardgate.integration.benchmarks.trust;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.Challenger;
import org.wardgate.api.error.RefusedException;

/**
 * Devices that answer challenges, and the verifier that appraises what they answer. Thread-safe.
 */
final class AttestingDevices implements Challenger {
  private static final int NONCE_BYTES = 32;
  private static final int RADIO_MAX_MILLIS = 40;

  private final SecureRandom random = new SecureRandom();
  private final Fleet fleet;
  private final Bench bench;
  private final Set<DeviceId> bad = ConcurrentHashMap.newKeySet();
  private final Map<DeviceId, Long> badSinceNanos = new ConcurrentHashMap<>();
  private final AtomicLong answers = new AtomicLong();
  private final ScheduledExecutorService work =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "verifier");
            thread.setDaemon(true);
            return thread;
          });

  AttestingDevices(Fleet fleet, Bench bench) {
    this.fleet = fleet;
    this.bench = bench;
  }

  /** From now on it runs firmware that nobody released. */
  void spoil(DeviceId device) {
    bad.add(device);
  }

  /** When its bad evidence arrived, {@link System#nanoTime}; 0 if it did not yet. */
  long badSinceNanos(DeviceId device) {
    return badSinceNanos.getOrDefault(device, 0L);
  }

  long answersCount() {
    return answers.get();
  }

  /** Evidence for a certificate. */
  EvidenceAppraised forEnrolment(FleetDevice device, String correlation, Bytes thumbprint)
      throws RefusedException {
    Bytes nonce = nonce();
    return new EvidenceAppraised(
        new org.wardgate.api.CorrelationId(correlation),
        device.id(),
        bench.result(
            device.evidence(nonce, true),
            nonce,
            device.id(),
            Purpose.ENROLMENT,
            Optional.of(thumbprint)));
  }

  @Override
  public CompletionStage<AttestationEvent> execute(AttestationIntent intent) {
    CompletableFuture<AttestationEvent> answer = new CompletableFuture<>();
    if (intent instanceof AttestationIntent.Challenge challenge) {
      var unused =
          work.schedule(
              () -> answer.complete(answered(challenge)),
              ThreadLocalRandom.current().nextInt(RADIO_MAX_MILLIS),
              TimeUnit.MILLISECONDS);
    }
    return answer;
  }

  private AttestationEvent answered(AttestationIntent.Challenge challenge) {
    FleetDevice device = fleet.device(challenge.device());
    Bytes nonce = nonce();
    boolean good = !bad.contains(device.id());
    Bytes evidence = device.evidence(nonce, good);
    // it arrives now
    if (!good) {
      badSinceNanos.putIfAbsent(device.id(), System.nanoTime());
    }
    answers.incrementAndGet();
    try {
      return new EvidenceAppraised(
          challenge.correlationId(),
          device.id(),
          bench.result(evidence, nonce, device.id(), Purpose.RUNTIME, Optional.empty()));
    } catch (RefusedException e) {
      throw new IllegalStateException("authentic evidence was refused", e);
    }
  }

  private Bytes nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return Bytes.of(nonce);
  }
}
