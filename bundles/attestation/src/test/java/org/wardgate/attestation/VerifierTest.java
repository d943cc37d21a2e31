package org.wardgate.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationIntent.Challenge;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.attestation.psa.Attester;
import org.wardgate.attestation.testing.World;

/** The components as the framework makes them. */
class VerifierTest {
  private final RecordedReports reports = new RecordedReports();

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    HostileSettings.survive(AttestationConfiguration.class, AttestationSettings::of);
  }

  @Test
  void lifetimesAndIntervalsOutOfRangeAreRefused() {
    for (Object seconds : List.of(4, 151, -1, "long")) {
      HostileSettings.refuses(AttestationSettings::of, "challengeTtlSeconds", seconds);
    }
    for (Object seconds : List.of(0, 3_601, 1.5)) {
      HostileSettings.refuses(AttestationSettings::of, "pollSeconds", seconds);
    }
  }

  @Test
  void theSameTwiceDoesNothingAndWhatIsRefusedIsReportedOnce() {
    Verifier verifier = new Verifier(Map.of("challengeTtlSeconds", 30), reports, World::inventory);
    verifier.updated(Map.of("challengeTtlSeconds", 30L));
    verifier.updated(Map.of("challengeTtlSeconds", 3));
    verifier.updated(Map.of("challengeTtlSeconds", 3));
    verifier.deactivate();
    assertThat(reports.said())
        .containsExactly("accepted", "refused challengeTtlSeconds WG-CFG-0002");
  }

  @Test
  void servesEvenWithoutAnyReference() {
    Verifier verifier = new Verifier(Map.of(), reports, World::inventory);
    ChallengeHandler challenge = new ChallengeHandler(verifier);
    assertThat(
            Fixture.await(
                    challenge.handle(
                        Fixture.post(Attester.DEVICE, "wg/challenge", 42, Fixture.THUMBPRINT)))
                .code())
        .isEqualTo(ResponseCode.CHANGED);
    EvidenceHandler evidence =
        new EvidenceHandler(verifier, event -> CompletableFuture.completedFuture(null));
    assertThat(
            Fixture.await(
                    evidence.handle(
                        Fixture.post(Attester.DEVICE, "wg/evidence", 263, Fixture.THUMBPRINT)))
                .code())
        .isEqualTo(ResponseCode.FORBIDDEN);
    Challenge intent =
        new Challenge(new CorrelationId("intent-1"), Fixture.DEADLINE, Attester.DEVICE);
    assertThat(Fixture.await(new RuntimeChallenger(verifier).execute(intent)))
        .isInstanceOf(ChallengeMissed.class);
    verifier.deactivate();
  }

  @Test
  void linkAttributesAndLimitsAreConstant() {
    Fixture fixture = new Fixture();
    ChallengeHandler challenge = new ChallengeHandler(fixture.challenges);
    EvidenceHandler evidence =
        new EvidenceHandler(fixture.challenges, fixture.appraiser, fixture.pool, fixture);
    assertThat(challenge.path()).isEqualTo("wg/challenge");
    assertThat(challenge.payloadMaxBytes()).isEqualTo(32);
    assertThat(challenge.linkAttributes()).containsEntry("ct", "42");
    assertThat(evidence.path()).isEqualTo("wg/evidence");
    assertThat(evidence.payloadMaxBytes()).isEqualTo(8_192);
    assertThat(evidence.linkAttributes()).containsEntry("ct", "60 263 10003 10004");
    fixture.close();
  }
}
