package org.wardgate.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.evidence.ChangeTrial.Basis;
import org.wardgate.attestation.evidence.ChangeTrial.Outcome;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.profile.Sample;
import org.wardgate.attestation.psa.Attester;
import org.wardgate.attestation.psa.PsaTokenBuilder;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.testing.World;

/** Newest evidence, trials, ages. */
class ChangeTrialTest {
  private static final Evidence GOOD =
      new Evidence(
          new PsaTokenBuilder().sign(Attester.KEY.getPrivate()), 263, World.NONCE, Attester.DEVICE);

  private static Outcome run(References then) {
    NewestEvidence newest = new NewestEvidence();
    newest.put(GOOD);
    Basis now = new Basis(Attester.world().context(), Profiles.BUILT_IN);
    List<Outcome> trials =
        new ChangeTrial(new EvidenceAppraiser(Schemes.all()), newest).run(now, now.with(then));
    assertThat(trials).hasSize(1);
    return trials.get(0);
  }

  @Test
  void aChangeThatWouldWorsenADeviceIsSeen() {
    Outcome outcome = run(Attester.world(List.of(Attester.BOOTLOADER), ""));
    assertThat(outcome.trial().now()).isEqualTo(Tier.AFFIRMING);
    assertThat(outcome.trial().then()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(outcome.worsened()).isTrue();
    assertThat(outcome.trial().because()).contains("unknown-firmware").contains("WG-ATT-0015");
  }

  @Test
  void anEndorsementThatGoesIsSeen() {
    Outcome outcome = run(References.NONE);
    assertThat(outcome.trial().then()).isEqualTo(Tier.NONE);
    assertThat(outcome.worsened()).isTrue();
  }

  @Test
  void controlsThatAreNoLongerEndorsedWorsenADeviceWhoseTierStays() {
    Outcome outcome =
        run(Attester.world(List.of(Attester.BOOTLOADER, Attester.APPLICATION), "", Map.of()));
    assertThat(outcome.trial().then()).isEqualTo(Tier.AFFIRMING);
    assertThat(outcome.worsened()).isTrue();
  }

  @Test
  void aControlThatIsSaidToFailWorsensADeviceWhoseTierStays() {
    Map<String, Boolean> controls =
        Map.of("access-control", true, "isolation", false, "secure-ota", true);
    Outcome outcome =
        run(Attester.world(List.of(Attester.BOOTLOADER, Attester.APPLICATION), "", controls));
    assertThat(outcome.trial().then()).isEqualTo(Tier.AFFIRMING);
    assertThat(outcome.worsened()).isTrue();
  }

  @Test
  void aChangeThatChangesNothingWorsensNobody() {
    Outcome outcome = run(Attester.world());
    assertThat(outcome.worsened()).isFalse();
    assertThat(outcome.trial().because()).isEqualTo("built-in v1 affirms");
  }

  @Test
  void onlyTheNewestEvidenceOfEachDeviceIsKeptAndNotOfTooMany() {
    NewestEvidence newest = new NewestEvidence(2);
    newest.put(evidence("a", 1));
    newest.put(evidence("b", 1));
    newest.put(evidence("a", 2));
    newest.put(evidence("c", 1));
    assertThat(newest.all()).containsExactly(evidence("a", 2), evidence("c", 1));
    newest.put(evidence("d", NewestEvidence.SIZE_MAX_BYTES + 1));
    assertThat(newest.all()).containsExactly(evidence("a", 2), evidence("c", 1));
  }

  private static Evidence evidence(String device, int size) {
    return new Evidence(Bytes.of(new byte[size]), 263, World.NONCE, new DeviceId(device));
  }

  @Test
  void aPropertyThatIsNotToldForTooLongIsOverdue() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    RuntimeAges ages = new RuntimeAges(nanos::get, 2);
    ProtectionProfile profile =
        Sample.profile(
            """
            {"id":"p","version":1,"runtime":[{"fact":"heartbeat","maxAgeSeconds":60}],
             "rules":[{"id":"r","when":{"fact":"evidence.authentic","equals":true},"set":{"hardware":2},"because":"x"}]}
            """);
    DeviceId device = new DeviceId("a");
    assertThat(ages.overdue(device, profile, Sample.evidence())).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(ages.overdue(device, profile, Sample.evidence())).isEmpty();
    nanos.addAndGet(1);
    assertThat(ages.overdue(device, profile, Sample.evidence())).isEqualTo(Set.of("heartbeat"));
    assertThat(ages.overdue(device, profile, Sample.evidence("heartbeat", "00"))).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(ages.overdue(device, profile, Sample.evidence())).isEqualTo(Set.of("heartbeat"));
    ages.overdue(new DeviceId("b"), profile, Sample.evidence());
    ages.overdue(new DeviceId("c"), profile, Sample.evidence());
    assertThat(ages.overdue(device, profile, Sample.evidence())).isEmpty();
  }
}
