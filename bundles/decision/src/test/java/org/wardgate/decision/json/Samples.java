package org.wardgate.decision.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.AdvisoryCase.Approval;
import org.wardgate.decision.state.AssessmentKey;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeKey;
import org.wardgate.decision.state.KeyEvidence;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.TrustFacts;
import org.wardgate.decision.state.Violations;

/** Facts of trust with every field in use. */
final class Samples {
  private static final Assessment ASSESSMENT =
      new Assessment(
          "acme", "model", "1.0", 9.8, 2, 1, "1.1", List.of("CVE-2026-1"), TestWard.START);

  private Samples() {}

  static TrustFacts trust(Tier tier, double belief, double count, boolean attested) {
    return new TrustFacts(
        attested ? Optional.of(attestation(tier)) : Optional.empty(),
        attested ? Optional.of(verdict(belief)) : Optional.empty(),
        new Violations(count, 3, Instant.EPOCH),
        2,
        attested ? Optional.of(new KeyEvidence("aa", TestWard.START)) : Optional.empty(),
        attested ? Optional.of(TestWard.START) : Optional.empty());
  }

  private static AttestationFacts attestation(Tier tier) {
    boolean told = tier != Tier.NONE;
    return new AttestationFacts(
        TestWard.START,
        tier,
        Map.of("secure-boot", true),
        "bb",
        "ref",
        told ? Map.of("executables", -1, "hardware", 2) : Map.of(),
        told
            ? new AppraisalBasis(
                "psa",
                "pump v3",
                List.of(new AppraisalBasis.Reason("executables", 33, "R1", "M1 \u00e9")),
                "case-1")
            : AppraisalBasis.NONE,
        told
            ? new Observed(
                "cc",
                "acme/pump",
                "1.2",
                true,
                "0b",
                OptionalLong.of(7),
                OptionalInt.of(80),
                OptionalLong.of(3_600))
            : Observed.NOTHING);
  }

  private static TrustVerdict verdict(double belief) {
    Opinion opinion = new Opinion(belief, 1 - belief, 0, 0.5);
    return new TrustVerdict(
        TrustVerdict.Outcome.NOT_TRUSTED,
        opinion,
        0.7,
        Map.of("attestation", opinion, "behaviour", Opinion.VACUOUS),
        0.25,
        "attestation",
        Map.of(
            TrustAction.ACTUATE, new TrustVerdict.ForAction(TrustVerdict.Outcome.TRUSTED, 0.75)));
  }

  static List<Outcome> assurances() {
    ChangeCase offered =
        ChangeCase.offered(
            new Change(Change.Kind.REFERENCES, "acme/pump", 4, "dd"),
            "acme",
            "a summary",
            TestWard.START,
            Optional.empty());
    ChangeCase held =
        ChangeCase.offered(
                new Change(Change.Kind.VULNERABILITIES, "acme/model 1.0", 1, "ee"),
                "acme",
                "a summary",
                TestWard.START,
                Optional.of(ASSESSMENT))
            .tried(List.of(TestWard.PUMP), 3)
            .in(ChangeCase.State.HELD, TestWard.START)
            .plus(new Approval("ann", "seen", TestWard.START), 2);
    return List.of(
        new Outcome.ChangeIs(offered),
        new Outcome.ChangeIs(held),
        new Outcome.ChangeForgotten(ChangeKey.of(offered.change())),
        new Outcome.ChangeForgotten(offered.in(ChangeCase.State.ADOPTED, TestWard.START).key()),
        new Outcome.AssessedIs(ASSESSMENT),
        new Outcome.AssessmentForgotten(AssessmentKey.of(ASSESSMENT)));
  }
}
