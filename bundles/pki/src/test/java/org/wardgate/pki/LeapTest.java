package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.identity.CertificateStatus.Status;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.AuthorityRolled;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.revocation.RevocationList;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.pki.status.Revocations;

/** A clock that leaps by days, which no bound on a right clock shows, and comes back. */
class LeapTest {
  private static final Duration LEAP = Duration.ofDays(30);

  private final Ward ward = new Ward();
  private WardCa ca = ward.ca();

  @AfterEach
  void stop() {
    ca.close();
  }

  private void start() {
    ca.close();
    ca = ward.ca();
    assertThat(ca.refresh()).isTrue();
  }

  private X509Certificate issue() throws Exception {
    PkiEvent event = Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    return Certificates.ofDer(((CertificateIssued) event).certificateDer());
  }

  private Revocations revocations() {
    return ca.revocations().orElseThrow();
  }

  private int listed() throws Exception {
    revocations().renewLists();
    return RevocationList.ofDer(revocations().crl()).revoked().size();
  }

  /** The register's writer forgets before it takes this. */
  private void settle() throws Exception {
    Ward.issue(ca, Ward.revocation("nobody"));
  }

  private void leapAndComeBack(Duration lasts) throws Exception {
    Instant before = ward.clock.instant();
    ward.clock.set(before.plus(LEAP));
    ca.refresh();
    settle();
    ward.nanos.addAndGet(lasts.toNanos());
    ca.refresh();
    settle();
    ward.clock.set(before.plus(lasts));
    ca.refresh();
    settle();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 48, 71})
  void aLeapForgetsNoCertificateAndNoRevocation(int hours) throws Exception {
    start();
    X509Certificate revoked = issue();
    Ward.issue(ca, Ward.revocation("pump-1"));
    X509Certificate live = issue();
    leapAndComeBack(Duration.ofHours(hours));
    assertThat(revocations().status(live)).isEqualTo(Status.GOOD);
    assertThat(revocations().status(revoked)).isEqualTo(Status.REVOKED);
    assertThat(listed()).isEqualTo(1);
    start();
    assertThat(revocations().status(live)).isEqualTo(Status.GOOD);
    assertThat(revocations().status(revoked)).isEqualTo(Status.REVOKED);
  }

  @Test
  void aStartWhileTheClockIsDaysAheadForgetsNothing() throws Exception {
    start();
    X509Certificate live = issue();
    ward.clock.set(Ward.NOW.plus(LEAP));
    for (int i = 0; i < 3; i++) {
      start();
      settle();
    }
    ward.clock.set(Ward.NOW);
    start();
    assertThat(revocations().status(live)).isEqualTo(Status.GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "9999-99-99T00:00:00Z"})
  void aTimeThatIsLostForgetsNothingEither(String content) throws Exception {
    start();
    X509Certificate live = issue();
    ca.close();
    Path time = ward.directory.resolve("time");
    assertThat(time).exists();
    if (content.isEmpty()) {
      Files.delete(time);
    } else {
      Files.writeString(time, content);
    }
    ward.clock.set(Ward.NOW.plus(LEAP));
    start();
    settle();
    assertThat(revocations().status(live)).isEqualTo(Status.GOOD);
  }

  @Test
  void whatExpiredIsForgottenAWeekLater() throws Exception {
    start();
    X509Certificate certificate = issue();
    ward.pass(Duration.ofDays(9));
    ca.refresh();
    settle();
    assertThat(revocations().status(certificate)).isEqualTo(Status.GOOD);
    ward.pass(Duration.ofDays(2));
    ca.refresh();
    settle();
    assertThat(revocations().status(certificate)).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void afterTheGatewayWasOffItIsForgottenWhenThatTimeIsMadeGood() throws Exception {
    start();
    X509Certificate certificate = issue();
    ca.close();
    ward.clock.set(Ward.NOW.plus(Duration.ofDays(60)));
    start();
    settle();
    assertThat(revocations().status(certificate)).isEqualTo(Status.GOOD);
    ward.pass(Duration.ofDays(6));
    ca.refresh();
    settle();
    assertThat(revocations().status(certificate)).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aLeapDoesNotFinishARolloverAndDestroysNoKey() throws Exception {
    start();
    X509Certificate live = issue();
    Ward.issue(ca, Ward.roll(RolloverStep.PUBLISH));
    Ward.issue(ca, Ward.roll(RolloverStep.ACTIVATE));
    ward.clock.set(Ward.NOW.plus(LEAP));
    for (int day = 0; day < 4; day++) {
      assertFinishRefused();
      ward.nanos.addAndGet(Duration.ofDays(1).toNanos());
    }
    start();
    assertFinishRefused();
    ward.clock.set(Ward.NOW.plusSeconds(60));
    assertFinishRefused();
    assertThat(ward.vault.stored("ward-ca")).isPresent();
    assertThat(ward.published.get(ward.published.size() - 1).wardAnchors()).hasSize(2);
    assertThat(revocations().status(live)).isEqualTo(Status.GOOD);
  }

  private void assertFinishRefused() throws Exception {
    AuthorityRolled rolled = (AuthorityRolled) Ward.issue(ca, Ward.roll(RolloverStep.FINISH));
    assertThat(rolled.problem().orElseThrow().code()).isEqualTo(PkiErrors.OLD_ROOT_IN_USE.code());
  }

  @Test
  void aGatewaysCertificateMadeWhileTheClockWasAheadIsMadeAgain() throws Exception {
    start();
    ward.clock.set(Ward.NOW.plus(Duration.ofDays(70)));
    ca.refresh();
    assertThat(ward.published).hasSize(2);
    ward.clock.set(Ward.NOW.plusSeconds(60));
    ca.refresh();
    ward.published
        .get(ward.published.size() - 1)
        .chain()
        .get(0)
        .checkValidity(java.util.Date.from(Ward.NOW.plusSeconds(60)));
  }
}
