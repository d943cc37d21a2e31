package org.wardgate.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.ProfileDesk.Trial;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.evidence.ChangeTrial.Basis;
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

  private static Trial run(References then) {
    NewestEvidence newest = new NewestEvidence();
    newest.put(GOOD);
    Basis now = new Basis(Attester.world().context(), Profiles.BUILT_IN);
    List<Trial> trials =
        new ChangeTrial(new EvidenceAppraiser(Schemes.all()), newest).run(now, now.with(then));
    assertThat(trials).hasSize(1);
    return trials.get(0);
  }

  @Test
  void aChangeThatWouldWorsenADeviceIsSeen() {
    Trial trial = run(Attester.world(List.of(Attester.BOOTLOADER), ""));
    assertThat(trial.now()).isEqualTo(Tier.AFFIRMING);
    assertThat(trial.then()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(ChangeTrial.worsened(trial)).isTrue();
    assertThat(trial.because()).contains("unknown-firmware").contains("WG-ATT-0015");
  }

  @Test
  void anEndorsementThatGoesIsSeen() {
    Trial trial = run(References.NONE);
    assertThat(trial.then()).isEqualTo(Tier.NONE);
    assertThat(ChangeTrial.worsened(trial)).isTrue();
  }

  @Test
  void aChangeThatChangesNothingWorsensNobody() {
    Trial trial = run(Attester.world());
    assertThat(ChangeTrial.worsened(trial)).isFalse();
    assertThat(trial.because()).isEqualTo("built-in v1 affirms");
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
             "rules":[{"id":"r","when":{"all":[]},"set":{"hardware":2},"because":"x"}]}
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
