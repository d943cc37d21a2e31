package org.wardgate.conformity.office;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.api.view.CertificateView;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Evidence;
import org.wardgate.conformity.statement.Standing;

/** From what the ward sees to what a certificate may say; closed in doubt. Stateless. */
final class Lookout {
  /** A challenge overdue for longer means that nobody asks any more: nothing is known. */
  static final Duration OVERDUE_MAX = Duration.ofMinutes(5);

  /** How far evidence may seem to come from the future before the clock counts as wrong. */
  static final Duration AHEAD_MAX = Duration.ofSeconds(60);

  private static final Set<DeviceState> JOINED =
      Set.of(DeviceState.ADMITTED, DeviceState.RESTRICTED, DeviceState.QUARANTINED);
  private static final Set<Measure> CUT = Set.of(Measure.QUARANTINE, Measure.RETIRE);

  private Lookout() {}

  /**
   * How a device stands.
   *
   * @throws RefusedException NOT_READY if nobody can say now; NONE if it has not joined
   */
  static Sight see(WardView view, DeviceId device, Instant now) throws RefusedException {
    if (!view.ready()) {
      throw new RefusedException(ConformityErrors.NOT_READY, "the gateway is starting");
    }
    DeviceView seen =
        view.device(device)
            .filter(one -> JOINED.contains(one.state()))
            .orElseThrow(() -> none("it has not joined"));
    TrustView trust = view.trust(device).orElseThrow(() -> none("it was never weighed"));
    if (trust.attestation().isPresent()
        && trust.attestation().get().at().isAfter(now.plus(AHEAD_MAX))) {
      throw new RefusedException(ConformityErrors.NOT_READY, "the clock went back");
    }
    if (trust.challenges().nextAt().isPresent()
        && trust.challenges().nextAt().get().plus(OVERDUE_MAX).isBefore(now)) {
      throw new RefusedException(ConformityErrors.NOT_READY, "nobody challenges any more");
    }
    Optional<Bytes> key =
        view.certificate(device)
            .filter(one -> one.notAfter().isAfter(now))
            .flatMap(CertificateView::publicKeySpki);
    return new Sight(standing(seen, trust, key), seen.since(), key, validity(trust));
  }

  private static RefusedException none(String why) {
    return new RefusedException(ConformityErrors.NONE, why);
  }

  private static Duration validity(TrustView trust) {
    return Duration.ofSeconds(
        Math.max(
            Claims.VALIDITY_MIN_SECONDS,
            Math.min(Claims.VALIDITY_MAX_SECONDS, trust.conformitySeconds())));
  }

  private static Standing standing(DeviceView seen, TrustView trust, Optional<Bytes> key) {
    return new Standing(
        decision(seen, trust, key),
        seen.state(),
        trust.measures(),
        named(trust.functions()),
        trust.exemption().map(TrustView.Exemption::kind),
        trust.verdict().actual(),
        trust.verdict().required(),
        trust.attestation().map(Lookout::evidence));
  }

  /**
   * Trusted only if everything says so. What a person allowed makes nothing trusted, and a name
   * without a key can be anybody's.
   */
  private static Decision decision(DeviceView seen, TrustView trust, Optional<Bytes> key) {
    Outcome outcome = trust.verdict().outcome();
    Optional<Tier> tier = trust.attestation().map(TrustView.Attested::tier);
    boolean cut =
        seen.state() != DeviceState.ADMITTED || trust.measures().stream().anyMatch(CUT::contains);
    if (outcome == Outcome.NOT_TRUSTED || tier.equals(Optional.of(Tier.CONTRAINDICATED))) {
      return Decision.NOT_TRUSTED;
    }
    if (outcome == Outcome.UNDECIDABLE
        || trust.challenges().stale()
        || !tier.equals(Optional.of(Tier.AFFIRMING))) {
      return Decision.UNDECIDABLE;
    }
    if (cut) {
      return Decision.NOT_TRUSTED;
    }
    return trust.exemption().isPresent() || key.isEmpty() ? Decision.UNDECIDABLE : Decision.TRUSTED;
  }

  private static Evidence evidence(TrustView.Attested attested) {
    return new Evidence(
        attested.at().truncatedTo(ChronoUnit.SECONDS),
        attested.tier(),
        vector(attested.vector()),
        digest(attested.evidenceSha256()),
        Problem.clean(attested.basis().policy()),
        Problem.clean(attested.reference()),
        Problem.clean(attested.version()));
  }

  /** Claims that have a place in a certificate; the tier already counts them all. */
  private static Map<String, Integer> vector(Map<String, Integer> vector) {
    Map<String, Integer> known = new HashMap<>(vector);
    known.keySet().retainAll(Evidence.VECTOR);
    return known;
  }

  private static Bytes digest(String hex) {
    // records of before may not tell it
    return hex.matches("[0-9a-f]{64}")
        ? Bytes.ofHex(hex)
        : Bytes.of(new byte[Evidence.DIGEST_BYTES]);
  }

  private static Map<String, Boolean> named(Map<String, Boolean> functions) {
    Map<String, Boolean> named = new HashMap<>();
    functions.forEach((name, has) -> named.put(Problem.clean(name), has));
    return named;
  }
}
