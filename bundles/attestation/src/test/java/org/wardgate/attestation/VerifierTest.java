package org.wardgate.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationIntent.Challenge;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.attestation.psa.Attester;
import org.wardgate.attestation.reference.Maker;

/** The components as the framework makes them. */
class VerifierTest {
  /** What an operator configured. */
  private record Configured(Path directory, int ttlSeconds, int seconds)
      implements AttestationConfiguration {
    @Override
    public String referenceDirectory() {
      return directory.toString();
    }

    @Override
    public String anchorsFile() {
      return directory.resolve("anchors.pem").toString();
    }

    @Override
    public int challengeTtlSeconds() {
      return ttlSeconds;
    }

    @Override
    public int pollSeconds() {
      return seconds;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return AttestationConfiguration.class;
    }
  }

  @Test
  void servesEvenWithoutAnyReference(@TempDir Path directory) {
    Verifier verifier =
        new Verifier(new Configured(directory.resolve("absent"), 150, 2), name -> directory);
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
  void remembersVersionsInTheDataDirectory(@TempDir Path directory) throws IOException {
    Maker maker = new Maker();
    Path in = Files.createDirectory(directory.resolve("in"));
    Path data = Files.createDirectory(directory.resolve("data"));
    Maker.write(in.resolve("anchors.pem"), Maker.bytes(maker.rootPem()));
    maker.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    Verifier verifier = new Verifier(new Configured(in, -1, -1), name -> data.resolve(""));
    verifier.deactivate();
    assertThat(data.resolve("reference-versions.json")).isRegularFile();
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
    assertThat(evidence.linkAttributes()).containsEntry("ct", "263");
    fixture.close();
  }
}
