package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.crypto.x509.CertsOnly;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;

class SimpleReenrolmentTest {
  private final TestCa ward = TestCa.root("Ward CA");
  private final KeyPair oldKeys = EcKeys.generateP256();
  private final KeyPair newKeys = EcKeys.generateP256();
  private final X509Certificate inForce =
      ward.sign(
          TestCa.issue("pump-1", oldKeys.getPublic(), Profile.TLS_CLIENT).withSubjectSerial("1"));
  private final Bytes renewal = CertificationRequests.renewing(inForce, newKeys);
  private final TestDesk desk = new TestDesk(Duration.ofMinutes(1));

  private SimpleReenrolment sren(CertificateStatus.Status status) {
    return new SimpleReenrolment(desk.enrolments, Clock.systemUTC(), certificate -> status);
  }

  private SimpleReenrolment good() {
    return sren(CertificateStatus.Status.GOOD);
  }

  private static CompletionStage<Response> ask(SimpleReenrolment at, Peer peer, Bytes csr) {
    return at.handle(TestWard.post(peer, ContentFormat.PKCS10, OptionalInt.empty(), csr));
  }

  private Peer peer() {
    return TestWard.renewing(TestWard.PUMP, inForce);
  }

  private void assertRefused(SimpleReenrolment at, Peer peer, Bytes csr, String code) {
    Response response = TestDesk.join(ask(at, peer, csr));
    assertThat(response.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8)).startsWith(code);
    assertThat(desk.requested).isEmpty();
  }

  private void assertNoRenewal(Peer peer, Bytes csr) {
    assertRefused(good(), peer, csr, OnboardingErrors.NOT_A_RENEWAL.code());
  }

  @Test
  void renewsWithANewKeyAndTheSameNames() throws CryptoException {
    CompletionStage<Response> answer = ask(good(), peer(), renewal);
    assertThat(desk.last().reason()).isEqualTo(Reason.RENEW);
    assertThat(desk.last().publicKeySpki()).isEqualTo(Bytes.of(newKeys.getPublic().getEncoded()));
    assertThat(desk.last().evidenceBinding()).isEqualTo(desk.last().publicKeySpki().sha256());
    X509Certificate renewed = ward.ldevid("pump-1", newKeys.getPublic());
    desk.grant(renewed);

    assertThat(TestDesk.join(answer).code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(CertsOnly.decode(TestDesk.join(answer).payload())).containsExactly(renewed);
  }

  @Test
  void comparesTheAlternativeNamesToo() {
    Issue plain = TestCa.issue("pump-1", oldKeys.getPublic(), Profile.TLS_CLIENT);
    X509Certificate named =
        ward.sign(plain.withSans(List.of(SubjectAltName.dns("pump-1.ward.example"))));
    X509Certificate other =
        ward.sign(plain.withSans(List.of(SubjectAltName.dns("pump-2.ward.example"))));
    Peer peer = TestWard.renewing(TestWard.PUMP, named);

    assertNoRenewal(peer, CertificationRequests.create(newKeys, "pump-1"));
    assertNoRenewal(peer, CertificationRequests.renewing(other, newKeys));
    var unused = ask(good(), peer, CertificationRequests.renewing(named, newKeys));
    assertThat(desk.requested).hasSize(1);
  }

  @Test
  void refusesARequestWithOtherSubject() {
    assertNoRenewal(peer(), CertificationRequests.create(newKeys, "somebody else"));
    assertNoRenewal(peer(), CertificationRequests.create(newKeys, "pump-1")); // no serialNumber
  }

  @Test
  void refusesTheOldKeyUnlessTheHospitalAllowsIt() {
    Bytes same = CertificationRequests.renewing(inForce, oldKeys);
    assertNoRenewal(peer(), same);
    desk.enrolments.modified(Map.of("decisionWaitSeconds", 1, "renewalNeedsNewKey", false));

    var unused = ask(good(), peer(), same);
    assertThat(desk.requested).hasSize(1);
  }

  @Test
  void refusesSessionsOfOtherCertificates() {
    assertNoRenewal(TestWard.peer(TestWard.PUMP), renewal);
    for (PeerIdentity.Kind kind : PeerIdentity.Kind.values()) {
      if (kind != PeerIdentity.Kind.LDEVID) {
        assertNoRenewal(of(kind, peer().identity().certificate()), renewal);
      }
    }
  }

  @Test
  void refusesASessionWhoseCertificateIsForgottenOrUnreadable() {
    assertNoRenewal(of(PeerIdentity.Kind.LDEVID, Optional.empty()), renewal);
    assertNoRenewal(of(PeerIdentity.Kind.LDEVID, Optional.of(Bytes.ofHex("3000"))), renewal);
  }

  private Peer of(PeerIdentity.Kind kind, Optional<Bytes> certificate) {
    Peer peer = peer();
    return new Peer(
        new PeerIdentity(
            kind,
            TestWard.PUMP,
            peer.identity().certificateSha256(),
            Optional.empty(),
            certificate),
        peer.kind(),
        peer.address(),
        peer.port(),
        peer.session());
  }

  @Test
  void refusesRenewalWithARevokedCertificate() {
    assertRefused(
        sren(CertificateStatus.Status.REVOKED), peer(), renewal, OnboardingErrors.REVOKED.code());
  }

  @Test
  void refusesRenewalWithACertificateThisWardDoesNotKnow() {
    assertRefused(
        sren(CertificateStatus.Status.UNKNOWN),
        peer(),
        renewal,
        OnboardingErrors.NOT_A_RENEWAL.code());
  }

  @Test
  void withoutWordAboutRevocationNothingIsRenewed() {
    Response later = TestDesk.join(ask(new SimpleReenrolment(desk.enrolments), peer(), renewal));

    assertThat(later.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(new String(later.payload().toArray(), StandardCharsets.UTF_8))
        .startsWith(OnboardingErrors.WARD_CA_ABSENT.code());
    assertThat(desk.requested).isEmpty();
  }

  @Test
  void refusesRenewalWithTheClockSetTo1970AndTo2100() {
    for (String time : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
      Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
      SimpleReenrolment at =
          new SimpleReenrolment(
              desk.enrolments, clock, certificate -> CertificateStatus.Status.GOOD);
      assertRefused(at, peer(), renewal, OnboardingErrors.CERTIFICATE_EXPIRED.code());
    }
  }

  @Test
  void provesPossessionLikeAnyOther() {
    byte[] forged = renewal.toArray();
    forged[forged.length - 1] ^= 1;

    assertThat(TestDesk.join(ask(good(), peer(), Bytes.of(forged))).code())
        .isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(desk.requested).isEmpty();
  }
}
