package org.wardgate.decision.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.rules.Challenges;
import org.wardgate.decision.rules.Circumstances;
import org.wardgate.decision.rules.Functions;
import org.wardgate.decision.rules.Measures;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.LiveFacts.Appraised;
import org.wardgate.decision.state.LiveFacts.Attesting;

/**
 * How far devices are trusted, as people see it. Evidence that said nothing new is only known here,
 * not in the journal. Written by the decision thread, read by anybody.
 */
final class PublishedTrust {
  private static final int VULNERABILITIES_MAX_COUNT = 32;

  private final Map<DeviceId, Attesting> attesting = new ConcurrentHashMap<>();
  private final Map<DeviceId, TrustVerdict> verdicts = new ConcurrentHashMap<>();

  /** A case was published; what it was before. */
  void publish(Optional<DeviceCase> before, DeviceCase now) {
    Optional<TrustVerdict> old = before.flatMap(c -> c.trust().verdict());
    Optional<TrustVerdict> newer = now.trust().verdict();
    if (newer.isEmpty()) {
      forget(now.device());
    } else if (!newer.equals(old)) {
      verdicts.put(now.device(), newer.get());
    }
  }

  /** Live facts were published. */
  void publish(DeviceId device, LiveFacts live) {
    Attesting now = live.attesting();
    Attesting old = attesting.put(device, now);
    Optional<Appraised> before = Optional.ofNullable(old).flatMap(Attesting::newest);
    now.newest()
        .filter(n -> !before.equals(Optional.of(n)))
        .ifPresent(n -> verdicts.put(device, n.verdict()));
  }

  void forget(DeviceId device) {
    attesting.remove(device);
    verdicts.remove(device);
  }

  Optional<Appraised> newest(DeviceId device) {
    return Optional.ofNullable(attesting.get(device)).flatMap(Attesting::newest);
  }

  /** When its newest evidence was appraised, the journal's or younger. */
  Optional<AttestationFacts> attestation(DeviceCase c) {
    Optional<AttestationFacts> journaled = c.trust().attestation();
    return journaled.map(
        j ->
            newest(c.device())
                .map(Appraised::facts)
                .filter(live -> live.at().isAfter(j.at()))
                .orElse(j));
  }

  /** A device's trust. */
  TrustView view(DeviceCase c, Circumstances known, Instant at) {
    Optional<TrustVerdict> verdict =
        Optional.ofNullable(verdicts.get(c.device())).or(() -> c.trust().verdict());
    DeviceClass deviceClass = known.deviceClass();
    return new TrustView(
        c.device(),
        verdict.orElseGet(() -> neverWeighed(deviceClass)),
        Measures.of(c, known, verdict, at),
        Functions.states(deviceClass, c.trust().verdict()),
        attestation(c).map(PublishedTrust::attested),
        challenges(c, known, verdict, at),
        c.exemptions().shown(),
        vulnerabilities(known.assessment()),
        deviceClass.assurance().conformitySeconds());
  }

  private static TrustVerdict neverWeighed(DeviceClass deviceClass) {
    return new TrustVerdict(
        TrustVerdict.Outcome.UNDECIDABLE, Opinion.VACUOUS, deviceClass.requiredTrust(), Map.of());
  }

  private static TrustView.Attested attested(AttestationFacts a) {
    return new TrustView.Attested(
        a.at(),
        a.tier(),
        a.vector(),
        a.evidenceSha256(),
        a.referenceVersion(),
        a.basis(),
        a.observed().version());
  }

  private TrustView.Challenges challenges(
      DeviceCase c, Circumstances known, Optional<TrustVerdict> verdict, Instant at) {
    boolean challenged =
        known.deviceClass().assurance().attests()
            && c.policy().everAdmitted()
            && c.standing().state() != DeviceState.RETIRED
            && c.standing().state() != DeviceState.REFUSED;
    Optional<Instant> next =
        Optional.ofNullable(attesting.get(c.device()))
            .map(Attesting::nextAt)
            .filter(due -> challenged && due.isAfter(Instant.EPOCH));
    return new TrustView.Challenges(
        challenged ? Challenges.periodSeconds(c, known, verdict, at) : 0,
        next,
        c.trust().missedCount(),
        known.stale(c));
  }

  private static List<String> vulnerabilities(Optional<Assessment> assessment) {
    if (assessment.isEmpty() || assessment.get().openCount() == 0) {
      return List.of();
    }
    Assessment a = assessment.get();
    String fix = a.fixedIn().isEmpty() ? "" : ", fixed in " + a.fixedIn();
    List<String> lines = new ArrayList<>();
    a.ids().stream().limit(VULNERABILITIES_MAX_COUNT).forEach(id -> lines.add(id + fix));
    if (lines.isEmpty()) {
      lines.add(a.openCount() + " open, highest score " + a.cvssMax() + fix);
    }
    return lines;
  }
}
