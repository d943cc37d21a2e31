package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.identity.CertificateStatus.Status;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.AuthorityRolled;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;
import org.wardgate.pki.register.CertificateRegister;

class RolloverTest {
  private final Ward ward = new Ward();
  private WardCa ca = ward.ca();

  private void start() {
    ca = ward.ca();
    assertThat(ca.refresh()).isTrue();
  }

  private void restart() {
    ca.close();
    start();
  }

  private AuthorityRolled step(RolloverStep step) throws Exception {
    return (AuthorityRolled) Ward.issue(ca, Ward.roll(step));
  }

  private AuthorityRolled take(RolloverStep step) throws Exception {
    AuthorityRolled rolled = step(step);
    assertThat(rolled.problem()).isEmpty();
    return rolled;
  }

  private void assertRefused(ErrorCode code, RolloverStep step) throws Exception {
    assertThat(step(step).problem().orElseThrow().code()).isEqualTo(code.code());
  }

  private X509Certificate issue() throws Exception {
    PkiEvent event = Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    return Certificates.ofDer(((CertificateIssued) event).certificateDer());
  }

  private GatewayCredential credential() {
    return ward.published.get(ward.published.size() - 1);
  }

  private static void assertValid(
      X509Certificate certificate, List<X509Certificate> anchors, Instant at) throws Exception {
    ChainValidator.validate(List.of(certificate), List.of(), anchors, at, Usage.TLS_CLIENT);
  }

  @Test
  void rollsInThreeSteps() throws Exception {
    start();
    X509Certificate before = issue();
    List<X509Certificate> old = credential().wardAnchors();

    assertThat(take(RolloverStep.PUBLISH).anchorsSha256()).hasSize(2);
    List<X509Certificate> both = credential().wardAnchors();
    assertThat(both).hasSize(2).startsWith(old.get(0));
    assertThat(both.get(1).getSubjectX500Principal())
        .isNotEqualTo(both.get(0).getSubjectX500Principal());
    assertValid(issue(), old, Ward.NOW);

    AuthorityRolled activated = take(RolloverStep.ACTIVATE);
    assertThat(credential().wardAnchors()).containsExactly(both.get(1), both.get(0));
    assertThat(activated.anchorsSha256())
        .containsExactly(
            Certificates.sha256(both.get(1)).hex(), Certificates.sha256(both.get(0)).hex());
    X509Certificate after = issue();
    assertValid(after, List.of(both.get(1)), Ward.NOW);
    assertValid(before, credential().wardAnchors(), Ward.NOW);
    assertThat(ca.revocations().orElseThrow().status(before)).isEqualTo(Status.GOOD);
    assertThat(ca.revocations().orElseThrow().status(after)).isEqualTo(Status.GOOD);

    assertRefused(PkiErrors.OLD_ROOT_IN_USE, RolloverStep.FINISH);
    ward.pass(Duration.ofDays(4));
    assertRefused(PkiErrors.OLD_ROOT_IN_USE, RolloverStep.FINISH);
    ward.pass(CertificateRegister.GRACE);
    take(RolloverStep.FINISH);
    assertThat(credential().wardAnchors()).containsExactly(both.get(1));
    assertThat(ward.vault.stored("ward-ca")).isEmpty();
  }

  @Test
  void theGatewayIsTrustedByWhoKnowsEitherRoot() throws Exception {
    start();
    List<X509Certificate> old = credential().wardAnchors();
    take(RolloverStep.PUBLISH);
    List<X509Certificate> fresh = List.of(credential().wardAnchors().get(1));
    take(RolloverStep.ACTIVATE);
    List<X509Certificate> chain = credential().chain();
    assertThat(chain).hasSize(2);
    for (List<X509Certificate> anchors : List.of(old, fresh)) {
      ChainValidator.validate(chain, List.of(), anchors, Ward.NOW, Usage.TLS_SERVER);
    }
    take(RolloverStep.FINISH);
    assertThat(credential().chain()).hasSize(1);
  }

  @Test
  void revokedCertificatesOfTheOldRootDoNotHoldItUp() throws Exception {
    start();
    issue();
    take(RolloverStep.PUBLISH);
    take(RolloverStep.ACTIVATE);
    assertRefused(PkiErrors.OLD_ROOT_IN_USE, RolloverStep.FINISH);
    Ward.issue(ca, Ward.revocation("pump-1"));
    take(RolloverStep.FINISH);
  }

  @Test
  void aStepTakenTwiceDoesNoHarm() throws Exception {
    start();
    List<String> published = take(RolloverStep.PUBLISH).anchorsSha256();
    assertThat(take(RolloverStep.PUBLISH).anchorsSha256()).isEqualTo(published);
    List<String> activated = take(RolloverStep.ACTIVATE).anchorsSha256();
    assertThat(take(RolloverStep.ACTIVATE).anchorsSha256()).isEqualTo(activated);
    List<String> finished = take(RolloverStep.FINISH).anchorsSha256();
    assertThat(take(RolloverStep.FINISH).anchorsSha256()).isEqualTo(finished).hasSize(1);
  }

  @Test
  void stepsOutOfOrderAreRefused() throws Exception {
    start();
    assertRefused(PkiErrors.WRONG_STEP, RolloverStep.ACTIVATE);
    assertRefused(PkiErrors.WRONG_STEP, RolloverStep.FINISH);
    take(RolloverStep.PUBLISH);
    assertRefused(PkiErrors.WRONG_STEP, RolloverStep.FINISH);
    take(RolloverStep.ACTIVATE);
    assertRefused(PkiErrors.WRONG_STEP, RolloverStep.PUBLISH);
    take(RolloverStep.FINISH);
    assertRefused(PkiErrors.WRONG_STEP, RolloverStep.ACTIVATE);
  }

  @Test
  void rollsAgainAndAgainWithARestartInEveryState() throws Exception {
    start();
    for (int i = 0; i < 3; i++) {
      for (RolloverStep step : RolloverStep.values()) {
        List<String> anchors = take(step).anchorsSha256();
        List<X509Certificate> published = credential().wardAnchors();
        restart();
        assertThat(credential().wardAnchors()).isEqualTo(published);
        assertThat(step(step).anchorsSha256()).isEqualTo(anchors);
        X509Certificate certificate = issue();
        assertValid(certificate, published.subList(0, 1), Ward.NOW);
        assertThat(ca.revocations().orElseThrow().status(certificate)).isEqualTo(Status.GOOD);
        Ward.issue(ca, Ward.revocation("pump-1"));
      }
    }
  }

  /** The vault fails after some of its writes: as if the process were killed there. */
  @ParameterizedTest
  @EnumSource(RolloverStep.class)
  void killedInTheMiddleOfAStepItStandsBeforeOrAfterIt(RolloverStep step) throws Exception {
    for (int writes = 0; writes < 4; writes++) {
      Ward fresh = new Ward();
      WardCa first = fresh.ca();
      assertThat(first.refresh()).isTrue();
      for (RolloverStep earlier : RolloverStep.values()) {
        if (earlier.compareTo(step) < 0) {
          Ward.issue(first, Ward.roll(earlier));
        }
      }
      fresh.vault.writesLeft = writes;
      Ward.issue(first, Ward.roll(step));
      fresh.vault.writesLeft = Integer.MAX_VALUE;
      first.close();
      WardCa again = fresh.ca();
      assertThat(again.refresh()).isTrue();
      GatewayCredential credential = fresh.published.get(fresh.published.size() - 1);
      ChainValidator.validate(
          credential.chain(),
          List.of(),
          credential.wardAnchors().subList(0, 1),
          Ward.NOW,
          Usage.TLS_SERVER);
      AuthorityRolled rolled = (AuthorityRolled) Ward.issue(again, Ward.roll(step));
      assertThat(rolled.problem()).isEmpty();
      again.close();
    }
  }

  @Test
  void killedBetweenTheNewGatewayCertificateAndTheStateTheOldRootIssuesOn() throws Exception {
    start();
    take(RolloverStep.PUBLISH);
    byte[] published = Files.readAllBytes(ward.directory.resolve("authority"));
    take(RolloverStep.ACTIVATE);
    ca.close();
    Files.write(ward.directory.resolve("authority"), published);
    start();
    assertValid(issue(), credential().wardAnchors().subList(0, 1), Ward.NOW);
    assertThat(credential().chain()).hasSize(1);
    ChainValidator.validate(
        credential().chain(),
        List.of(),
        credential().wardAnchors().subList(0, 1),
        Ward.NOW,
        Usage.TLS_SERVER);
    take(RolloverStep.ACTIVATE);
  }

  @Test
  void killedBeforeTheOldKeyIsDestroyedItIsDestroyedAtTheNextStart() throws Exception {
    start();
    take(RolloverStep.PUBLISH);
    take(RolloverStep.ACTIVATE);
    ward.vault.writesLeft = 0;
    take(RolloverStep.FINISH);
    assertThat(ward.vault.stored("ward-ca")).isPresent();
    ward.vault.writesLeft = Integer.MAX_VALUE;
    restart();
    assertThat(ward.vault.stored("ward-ca")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z"})
  void clockSetTo1970And2100TakesNoStep(String wrong) throws Exception {
    start();
    for (RolloverStep step : RolloverStep.values()) {
      int published = ward.published.size();
      ward.clock.set(Instant.parse(wrong));
      assertRefused(PkiErrors.BAD_CLOCK, step);
      assertThat(ward.published).hasSize(published);
      ward.clock.set(Ward.NOW);
      take(step);
    }
  }

  @Test
  void withoutKeysNoStepIsTaken() throws Exception {
    assertRefused(PkiErrors.CA_UNAVAILABLE, RolloverStep.PUBLISH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "STABLE 1", "STABLE 0\n", "STABLE x\n", "OTHER 1\n", "STABLE 1\n\n"})
  void aStateThatCannotBeReadIsNeverGuessed(String content) throws Exception {
    start();
    ca.close();
    Files.writeString(ward.directory.resolve("authority"), content);
    assertThat(ward.ca().refresh()).isFalse();
  }

  @Test
  void aStateThatIsMissingBesideARegisterIsNeverGuessed() throws Exception {
    start();
    ca.close();
    Files.delete(ward.directory.resolve("authority"));
    assertThat(ward.ca().refresh()).isFalse();
  }

  @Test
  void aRootThatTheVaultLostIsNotMadeAnew() throws Exception {
    start();
    ca.close();
    ward.vault.remove("ward-ca");
    assertThat(ward.ca().refresh()).isFalse();
    assertThat(ward.vault.stored("ward-ca")).isEmpty();
  }
}
