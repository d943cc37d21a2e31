package org.wardgate.decision;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.DeviceFunction;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.ForAction;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessed;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;

/** What a {@link TestWard} needs to weigh more than evidence and violations. */
public final class TrustWard {
  /** Guards the only flow of the test MUD files. */
  public static final DeviceFunction DOSING =
      new DeviceFunction("remote-dosing", TrustAction.ACTUATE, List.of("acl/ace*"));

  private TrustWard() {}

  /** The inventory with a class of certain assurance. */
  public static InventorySnapshot inventory(
      long version, List<DeviceId> devices, Assurance assurance) {
    InventorySnapshot plain = TestWard.inventory(version, devices);
    return new InventorySnapshot(
        version,
        plain.manufacturers(),
        Map.of(
            "class",
            new DeviceClass(
                "class",
                0.7,
                0.5,
                10,
                3,
                java.util.Set.of(JoinMethod.CERTIFICATE),
                false,
                assurance)),
        plain.devices(),
        plain.bySerial());
  }

  /** Of devices that attest. */
  public static Assurance attesting(DeviceFunction... functions) {
    return new Assurance(true, "", Optional.empty(), 1, 5, 3_600, 300, List.of(functions));
  }

  /** Of devices that cannot. */
  public static Assurance unable() {
    return new Assurance(false, "", Optional.empty(), 0.8, 5, 3_600, 300, List.of());
  }

  /**
   * A pure stand-in for trust. Not trusted: contraindicated, three destinations, something
   * exploited. Undecidable: stale, two destinations. Not trusted to act on a patient: a base score
   * of 7; not trusted for an update: old firmware. The control {@code odd} is a conflict, {@code
   * broken} a veto.
   */
  public static TrustEvaluator evaluator() {
    return q -> {
      Outcome outcome = outcome(q);
      Opinion actual =
          switch (outcome) {
            case TRUSTED -> new Opinion(0.8, 0.1, 0.1, 0.5);
            case NOT_TRUSTED -> new Opinion(0, 1, 0, 0.5);
            case UNDECIDABLE -> Opinion.VACUOUS;
          };
      double required = q.requirement().requiredTrust();
      boolean severe = q.vulnerabilities().cvssMax() >= 7;
      boolean behind = q.upkeep().patches() == TrustQuestion.Upkeep.Patches.BEHIND;
      Map<TrustAction, ForAction> actions = new HashMap<>();
      actions.put(TrustAction.ADMIT, new ForAction(outcome, required));
      actions.put(
          TrustAction.UPDATE, new ForAction(behind ? Outcome.NOT_TRUSTED : outcome, required));
      actions.put(
          TrustAction.ACTUATE, new ForAction(severe ? Outcome.NOT_TRUSTED : outcome, required));
      return new TrustVerdict(
          outcome,
          actual,
          required,
          Map.of("attestation", actual),
          q.attestation().controls().containsKey("odd") ? 0.9 : 0,
          vetoed(q) ? "attestation" : "",
          actions);
    };
  }

  private static boolean vetoed(TrustQuestion q) {
    return q.attestation().contraindicated() || q.attestation().controls().containsKey("broken");
  }

  private static Outcome outcome(TrustQuestion q) {
    int destinations = q.behaviour().destinationsCount();
    boolean bad = vetoed(q) || destinations >= 3 || q.vulnerabilities().exploitedCount() > 0;
    boolean stale = q.requirement().attests() && !q.attestation().affirmed();
    return bad
        ? Outcome.NOT_TRUSTED
        : stale || destinations == 2 ? Outcome.UNDECIDABLE : Outcome.TRUSTED;
  }

  /** What evidence tells of a device's firmware and boot. */
  public static Observed observed(String measurements, String bootId) {
    return observed(measurements, bootId, false, OptionalInt.empty());
  }

  /** What evidence tells of a device's firmware, boot and battery. */
  public static Observed observed(
      String measurements, String bootId, boolean outdated, OptionalInt battery) {
    return new Observed(
        measurements,
        "acme/model",
        "1.0",
        outdated,
        bootId,
        OptionalLong.empty(),
        battery,
        OptionalLong.empty());
  }

  /** Evidence that is affirmed while admitted. */
  public static EvidenceAppraised affirmed(DeviceId device, Observed observed, String... controls) {
    Map<String, Boolean> all = new HashMap<>(Map.of("secure-boot", true));
    for (String control : controls) {
      all.put(control, true);
    }
    return new EvidenceAppraised(
        TestWard.id("re"),
        device,
        new AttestationResult(
            Purpose.RUNTIME,
            Tier.AFFIRMING,
            Map.of("executables", 2),
            all,
            Optional.empty(),
            Bytes.ofHex("e1"),
            "acme/pump v4",
            Optional.empty(),
            new AppraisalBasis("psa", "pump v3", List.of(), ""),
            observed));
  }

  /** Evidence of other firmware, contraindicated while admitted. */
  public static EvidenceAppraised tampered(DeviceId device) {
    return new EvidenceAppraised(
        TestWard.id("re"),
        device,
        new AttestationResult(
            Purpose.RUNTIME,
            Tier.CONTRAINDICATED,
            Map.of("executables", 96),
            Map.of(),
            Optional.empty(),
            Bytes.ofHex("e2"),
            "acme/pump v4",
            Optional.of(Problem.of(AttestationErrors.UNKNOWN_MEASUREMENT, "M1")),
            new AppraisalBasis(
                "psa",
                "pump v3",
                List.of(new AppraisalBasis.Reason("executables", 96, "R7", "M1 is unknown")),
                "case-9"),
            observed("ff", "b1")));
  }

  /** What is known about the firmware of the test MUD files. */
  public static Assessed assessed(double cvssMax, int exploitedCount, Instant at) {
    return new Assessed(
        TestWard.id("vul"),
        new Assessment(
            "acme",
            "model",
            "1.0",
            cvssMax,
            cvssMax > 0 ? 1 : 0,
            exploitedCount,
            cvssMax > 0 ? "1.1" : "",
            cvssMax > 0 ? List.of("CVE-2026-1") : List.of(),
            at));
  }
}
