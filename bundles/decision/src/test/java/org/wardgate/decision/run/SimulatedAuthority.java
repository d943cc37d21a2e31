package org.wardgate.decision.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;

/**
 * A ward CA with a register that survives crashes. What it did it did, also if nobody hears of it.
 */
final class SimulatedAuthority {
  private static final Duration VALIDITY = Duration.ofDays(1);

  private final Random random;
  private final Map<DeviceId, Set<String>> issued = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private long number;
  private boolean broken;

  SimulatedAuthority(Random random) {
    this.random = random;
  }

  boolean isRevoked(String sha256) {
    return revoked.contains(sha256);
  }

  /** Its register is damaged, or restored: it issues nothing meanwhile. */
  void broken(boolean nowBroken) {
    broken = nowBroken;
  }

  /** Digests of every certificate a device ever got. */
  Set<String> issued(DeviceId device) {
    return Set.copyOf(issued.getOrDefault(device, Set.of()));
  }

  /** An empty answer is one that got lost, sometimes after it was carried out. */
  Optional<Event> execute(PkiIntent intent, boolean fails, Instant now) {
    boolean undone = fails && random.nextBoolean();
    boolean lost = fails && random.nextBoolean();
    Optional<Event> answer = Optional.empty();
    if (intent instanceof PkiIntent.IssueCertificate i) {
      answer = Optional.of(broken ? damaged(i) : undone ? refused(i) : issue(i, now));
    } else if (intent instanceof PkiIntent.RevokeCertificates i) {
      answer = Optional.of(undone ? failed(i) : revoke(i));
    }
    return lost ? Optional.empty() : answer;
  }

  private static Event refused(PkiIntent.IssueCertificate intent) {
    return new PkiEvent.CertificateRefused(
        intent.correlationId(), intent.device(), Problem.of(PkiErrors.ISSUE_FAILED, ""));
  }

  private static Event damaged(PkiIntent.IssueCertificate intent) {
    return new PkiEvent.CertificateRefused(
        intent.correlationId(), intent.device(), Problem.of(PkiErrors.REGISTER_DAMAGED, ""));
  }

  private Event issue(PkiIntent.IssueCertificate intent, Instant now) {
    Bytes der = Bytes.of(("certificate " + number++).getBytes(StandardCharsets.UTF_8));
    issued.computeIfAbsent(intent.device(), d -> new HashSet<>()).add(der.sha256().hex());
    return new PkiEvent.CertificateIssued(
        intent.correlationId(), intent.device(), der, now.plus(VALIDITY));
  }

  private static Event failed(PkiIntent.RevokeCertificates intent) {
    return new PkiEvent.RevocationFailed(
        intent.correlationId(), intent.device(), Problem.of(PkiErrors.REVOCATION_FAILED, ""));
  }

  private Event revoke(PkiIntent.RevokeCertificates intent) {
    List<String> all = new ArrayList<>(issued(intent.device()));
    revoked.addAll(all);
    return new PkiEvent.CertificatesRevoked(
        intent.correlationId(), intent.device(), all.stream().map(s -> s.substring(0, 8)).toList());
  }
}
