package org.wardgate.console.resource;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AppraisalCases;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.ProfileDesk;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.attestation.reference.ReferenceDesk;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustDesk;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.ChangeView;
import org.wardgate.api.view.IncidentView;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;

/** The desks beside the decision core, which remember what they were asked. */
final class FakeAssurance
    implements TrustDesk, AppraisalCases, ProfileDesk, ReferenceDesk, ConformityDesk {
  static final Opinion ACTUAL = new Opinion(0.7, 0.1, 0.2, 0.5);
  static final TrustVerdict VERDICT =
      new TrustVerdict(
          TrustVerdict.Outcome.NOT_TRUSTED,
          ACTUAL,
          0.85,
          Map.of("attestation", ACTUAL),
          0.1,
          "attestation",
          Map.of(
              TrustAction.ADMIT,
              new TrustVerdict.ForAction(TrustVerdict.Outcome.NOT_TRUSTED, 0.85)));
  static final AppraisalBasis BASIS =
      new AppraisalBasis(
          "psa",
          "infusion-pump v3",
          List.of(new AppraisalBasis.Reason("executables", 96, "unknown-firmware", "\"main\"")),
          "case-1");
  static final TrustView TRUST =
      new TrustView(
          new DeviceId("pump-1"),
          VERDICT,
          Set.of(Measure.QUARANTINE, Measure.OBSERVE),
          Map.of("bolus", false),
          Optional.of(
              new TrustView.Attested(
                  FakeWard.SINCE,
                  Tier.CONTRAINDICATED,
                  Map.of("executables", 96),
                  "ab".repeat(32),
                  "pump v7",
                  BASIS,
                  "2.1")),
          new TrustView.Challenges(10, Optional.of(FakeWard.SINCE), 2, true),
          Optional.of(
              new TrustView.Exemption(
                  TrustView.Exemption.Kind.OVERRIDE, "operator:anna", "therapy", FakeWard.SINCE)),
          List.of("CVE-2026-1 9.8"),
          120);
  static final IncidentView INCIDENT =
      new IncidentView(
          "INC-1",
          FakeWard.SINCE,
          "same firmware",
          Playbook.Trigger.SAME_FIRMWARE,
          "abcd",
          List.of(new DeviceId("pump-1")),
          List.of(new DeviceId("pump-2")),
          Playbook.Response.QUARANTINE,
          IncidentView.State.OPEN,
          "");
  static final Change CHANGE =
      new Change(Change.Kind.REFERENCES, "https://maker.example/pump", 7, "cd".repeat(32));
  static final ChangeView HELD =
      new ChangeView(
          CHANGE,
          "maker",
          "fewer versions",
          FakeWard.SINCE,
          List.of(new DeviceId("pump-1")),
          3,
          List.of("operator:anna"));

  final List<TrustQuestion> asked = new ArrayList<>();
  final List<Bytes> handedIn = new ArrayList<>();
  final List<Format> formats = new ArrayList<>();

  @Override
  public Optional<TrustQuestion> question(DeviceId device) {
    return device.value().equals("pump-1")
        ? Optional.of(new TrustQuestion(Map.of("secure-boot", true), false, true, 0, 0, 0.85, 0.4))
        : Optional.empty();
  }

  @Override
  public TrustVerdict answer(TrustQuestion question) {
    asked.add(question);
    return VERDICT;
  }

  @Override
  public double required(Risk risk, TrustQuestion.Vulnerabilities vulnerabilities) {
    return 0.5;
  }

  @Override
  public List<Summary> list() {
    return List.of(
        new Summary(
            "case-1",
            FakeWard.SINCE,
            new DeviceId("pump-1"),
            Tier.CONTRAINDICATED,
            "WG-ATT-0003",
            BASIS));
  }

  @Override
  public Optional<Bytes> file(String caseId) {
    return caseId.equals("case-1") ? Optional.of(utf8("{\"case\":\"ä\"}")) : Optional.empty();
  }

  @Override
  public List<String> profiles() {
    return List.of("infusion-pump v3");
  }

  @Override
  public List<Trial> dryRun(Bytes profile) throws RefusedException {
    handedIn.add(profile);
    if (profile.length() < 3) {
      throw new RefusedException(ProfileErrors.BAD_PROFILE, "empty");
    }
    return List.of(
        new Trial(new DeviceId("pump-1"), Tier.AFFIRMING, Tier.WARNING, "debug-is-open"));
  }

  @Override
  public Change handIn(Bytes corim) {
    handedIn.add(corim);
    return CHANGE;
  }

  @Override
  public List<String> inForce() {
    return List.of("https://maker.example/pump v6");
  }

  @Override
  public Bytes current(DeviceId device, Format format) throws RefusedException {
    formats.add(format);
    if (!device.value().equals("pump-1")) {
      throw new RefusedException(ConformityErrors.NONE, "it has not joined");
    }
    return utf8("certificate of " + device);
  }

  @Override
  public Bytes status(String certificateId, Format format) throws RefusedException {
    formats.add(format);
    if (!certificateId.matches("[0-9a-f]{32}")) {
      throw new RefusedException(ConformityErrors.MALFORMED, "no id");
    }
    return utf8("status at " + Instant.EPOCH);
  }

  @Override
  public List<X509Certificate> signer() {
    return List.of();
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
