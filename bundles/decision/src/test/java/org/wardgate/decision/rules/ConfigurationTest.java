package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.enforcement.EnforcementIntent.Place;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationNotTaken;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationTaken;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverAccepted;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverSigned;
import org.wardgate.api.onboarding.OnboardingIntent.DeliverConfiguration;
import org.wardgate.api.onboarding.OnboardingIntent.SignHandover;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent.RevokeCertificates;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** First its configuration, then its network. */
class ConfigurationTest {
  private final Walk walk = new Walk();

  private void certified() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP, "conf=v1");
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
  }

  private void take(String content) {
    var id = walk.newest(DeliverConfiguration.class).orElseThrow().correlationId();
    Bytes digest = Bytes.of(content.getBytes(StandardCharsets.UTF_8)).sha256();
    walk.submit(new ConfigurationTaken(id, PUMP, digest));
  }

  private void refuse() {
    var id = walk.newest(DeliverConfiguration.class).orElseThrow().correlationId();
    Problem problem = Problem.of(OnboardingErrors.CONFIGURATION_NOT_TAKEN, "");
    walk.submit(new ConfigurationNotTaken(id, PUMP, problem));
  }

  @Test
  void noNetworkBeforeTheConfigurationIsTaken() {
    certified();
    assertThat(walk.of(PUMP).standing().reason()).contains("waits for the device to take");
    assertThat(walk.all(Place.class)).isEmpty();
    take("v1");
    assertThat(walk.all(Place.class)).hasSize(1);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void anotherContentThanTheDeclaredOneDoesNotCount() {
    certified();
    take("v0");
    assertThat(walk.all(Place.class)).isEmpty();
    assertThat(walk.of(PUMP).life().configurationSha256()).isEmpty();
  }

  @Test
  void whatWasNotTakenIsOfferedAgainEverMoreRarely() {
    certified();
    refuse();
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(OnboardingErrors.CONFIGURATION_NOT_TAKEN.code());
    walk.pass(Duration.ofSeconds(9));
    walk.tick();
    assertThat(walk.all(DeliverConfiguration.class)).hasSize(1);
    walk.pass(Duration.ofSeconds(2));
    walk.tick();
    assertThat(walk.all(DeliverConfiguration.class)).hasSize(2);
    refuse();
    assertThat(walk.last().durable()).isFalse();
    walk.pass(Duration.ofSeconds(11));
    walk.tick();
    assertThat(walk.all(DeliverConfiguration.class)).hasSize(2);
    walk.identify(PUMP); // it is there again: at once
    walk.tick();
    assertThat(walk.all(DeliverConfiguration.class)).hasSize(3);
  }

  @Test
  void aChangedConfigurationReachesAnAdmittedDeviceThatKeepsItsTraffic() {
    certified();
    take("v1");
    walk.enforce();
    walk.pass(Duration.ofHours(60));
    walk.tick();
    walk.profile(PUMP, "conf=v2");
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    refuse();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().problem()).isPresent();
    walk.pass(Duration.ofMinutes(1));
    walk.tick();
    take("v2");
    assertThat(walk.of(PUMP).standing().problem()).isEmpty();
    int delivered = walk.all(DeliverConfiguration.class).size();
    walk.pass(Duration.ofMinutes(20));
    walk.tick();
    assertThat(walk.all(DeliverConfiguration.class)).hasSize(delivered);
  }

  private void confirmRevocation() {
    RevokeCertificates order = walk.newest(RevokeCertificates.class).orElseThrow();
    walk.submit(
        new PkiEvent.CertificatesRevoked(order.correlationId(), PUMP, java.util.List.of("1")));
  }

  /** It must take its configuration again before it gets network. */
  private void joinsWithoutNetwork(boolean withFile) {
    int offers = walk.all(DeliverConfiguration.class).size();
    int places = walk.all(Place.class).size();
    if (withFile) {
      walk.profile(PUMP, "conf=v1");
    }
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    assertThat(walk.all(DeliverConfiguration.class)).hasSize(offers + 1);
    assertThat(walk.all(Place.class)).hasSize(places);
    take("v1");
    assertThat(walk.all(Place.class)).hasSize(places + 1);
  }

  @Test
  void aDeviceThatTakesAnothersPlaceTakesItsConfigurationToo() {
    certified();
    take("v1");
    walk.enforce();
    walk.submit(
        new InventoryChanged(TestWard.id("i"), TestWard.replacing(2, TestWard.ALL, PUMP, "sn-2")));
    confirmRevocation();
    walk.identify(PUMP);
    assertThat(walk.of(PUMP).life().configurationSha256()).isEmpty();
    joinsWithoutNetwork(true);
  }

  @Test
  void aDeviceThatWasRevokedAndRejoinsTakesItsConfigurationAgain() {
    certified();
    take("v1");
    walk.enforce();
    walk.submit(new Command.Revoke(TestWard.id("r"), PUMP, "ann", "lost"));
    confirmRevocation();
    walk.submit(new Command.Release(TestWard.id("l"), PUMP, "ann", "found"));
    walk.identify(PUMP);
    joinsWithoutNetwork(false);
  }

  @Test
  void aDeviceThatWasHandedOverAndComesBackTakesItsConfigurationAgain() {
    certified();
    take("v1");
    walk.enforce();
    walk.submit(new Command.HandOver(TestWard.id("h"), PUMP, "g2", "ann", "moved"));
    walk.submit(
        new HandoverSigned(
            walk.newest(SignHandover.class).orElseThrow().correlationId(),
            PUMP,
            Optional.of(Bytes.ofHex("d0")),
            Optional.empty()));
    walk.submit(
        new HandoverAccepted(
            TestWard.id("a"), PUMP, "g2", Optional.empty(), TestWard.START.plusSeconds(3_600)));
    walk.submit(TestWard.identifiedAs(Kind.PEER_LDEVID, PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    joinsWithoutNetwork(false);
  }
}
