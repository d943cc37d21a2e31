package org.wardgate.conformity.office;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.api.view.CertificateView;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;
import org.wardgate.conformity.testing.TestWard;

/** A ward with one device, of which everything can be changed. */
final class FakeView implements WardView {
  static final DeviceId PUMP = new DeviceId("pump-1");
  static final DeviceId OTHER = new DeviceId("pump-2");

  volatile boolean ready = true;
  volatile boolean weighed = true;
  volatile DeviceState state = DeviceState.ADMITTED;
  volatile Instant since = TestWard.NOW.minusSeconds(600);
  volatile Outcome outcome = Outcome.TRUSTED;
  volatile Optional<Tier> tier = Optional.of(Tier.AFFIRMING);
  volatile Instant attestedAt = TestWard.NOW.minusSeconds(5);
  volatile String evidence = "ab".repeat(32);
  volatile boolean stale;
  volatile double belief = 0.8;
  volatile Optional<Instant> nextAt = Optional.of(TestWard.NOW.plusSeconds(5));
  volatile Set<Measure> measures = Set.of(Measure.ADMIT);
  volatile Optional<Bytes> key = Optional.of(TestWard.deviceKey());
  volatile String firmware = "2.1";
  volatile int seconds = 120;
  volatile Instant keyUntil = TestWard.NOW.plusSeconds(86_400);
  volatile Optional<TrustView.Exemption> exemption = Optional.empty();

  /** A second pump that nobody challenges any more from this time on, if there is one. */
  volatile Optional<Instant> otherNextAt = Optional.empty();

  @Override
  public List<DeviceView> devices() {
    return device(PUMP).stream().toList();
  }

  @Override
  public Optional<DeviceView> device(DeviceId device) {
    return known(device)
        ? Optional.of(
            new DeviceView(
                device,
                "Pump",
                "infusion-pump",
                TransportKind.COAP,
                "",
                "",
                state,
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                "",
                since,
                Optional.of(attestedAt),
                List.of()))
        : Optional.empty();
  }

  @Override
  public Optional<TrustView> trust(DeviceId device) {
    if (!weighed || !known(device)) {
      return Optional.empty();
    }
    return Optional.of(
        new TrustView(
            device,
            new TrustVerdict(outcome, new Opinion(belief, 0, 1 - belief, 0.5), 0.75, Map.of()),
            measures,
            Map.of("bolus", true),
            tier.map(
                one ->
                    new TrustView.Attested(
                        attestedAt,
                        one,
                        Map.of("executables", 2),
                        evidence,
                        "pump v7",
                        AppraisalBasis.NONE,
                        firmware)),
            new TrustView.Challenges(10, device.equals(PUMP) ? nextAt : otherNextAt, 0, stale),
            exemption,
            List.of(),
            seconds));
  }

  @Override
  public Optional<CertificateView> certificate(DeviceId device) {
    return Optional.of(new CertificateView("01", "ee".repeat(32), keyUntil, key));
  }

  private boolean known(DeviceId device) {
    return device.equals(PUMP) || (device.equals(OTHER) && otherNextAt.isPresent());
  }

  @Override
  public Optional<PolicySet> policy(DeviceId device) {
    return Optional.empty();
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public List<String> alarms() {
    return List.of();
  }
}
