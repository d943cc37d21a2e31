package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.est.MultipartCore;
import org.wardgate.crypto.est.MultipartCore.Part;
import org.wardgate.crypto.est.PrivateKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.crypto.x509.CertsOnly;

class ServerKeyEnrolmentTest {
  private static final OptionalInt ANY = OptionalInt.empty();

  private final TestWard ward = new TestWard();
  private final KeyPair keys = EcKeys.generateP256();
  private final Bytes csr = CertificationRequests.create(keys, "a key, please");
  private final TestDesk desk = new TestDesk(Duration.ofMinutes(1));
  private final ServerKeyWithCerts skg = new ServerKeyWithCerts(desk.enrolments, ward::inventory);
  private final ServerKeyWithCertificate skc =
      new ServerKeyWithCertificate(desk.enrolments, ward::inventory);

  private CompletionStage<Response> ask(
      CsrResource at, DeviceId device, OptionalInt accept, Bytes request) {
    return at.handle(TestWard.post(device, ContentFormat.PKCS10, accept, request));
  }

  private X509Certificate certificate() throws CryptoException {
    return ward.ward.ldevid("pump-1", PublicKeys.ofSpki(desk.last().publicKeySpki()));
  }

  private static void assertBelongTogether(Bytes pkcs8, X509Certificate certificate)
      throws CryptoException {
    PrivateKey key = PrivateKeys.ofPkcs8(pkcs8);
    Bytes proof = CertificationRequests.create(new KeyPair(certificate.getPublicKey(), key), "d");
    CertificationRequest.ofDer(proof).verifyPossession();
  }

  @Test
  void givesTheKeyAndItsCertificateInOnePayload() throws CryptoException {
    CompletionStage<Response> answer = ask(skg, TestWard.PUMP, OptionalInt.of(62), csr);
    X509Certificate certificate = certificate();
    desk.grant(certificate);
    Response response = TestDesk.join(answer);
    List<Part> parts = MultipartCore.decode(response.payload());

    assertThat(response.code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(response.contentFormat()).hasValue(62);
    assertThat(parts).extracting(Part::contentFormat).containsExactly(284, 281);
    assertThat(CertsOnly.decode(parts.get(1).content())).containsExactly(certificate);
    assertBelongTogether(parts.get(0).content(), certificate);
  }

  @Test
  void givesASingleCertificateBesideTheKeyAtTheOtherResource() throws CryptoException {
    CompletionStage<Response> answer = ask(skc, TestWard.PUMP, ANY, csr);
    X509Certificate certificate = certificate();
    desk.grant(certificate);
    List<Part> parts = MultipartCore.decode(TestDesk.join(answer).payload());

    assertThat(parts).extracting(Part::contentFormat).containsExactly(284, 287);
    assertThat(parts.get(1).content()).isEqualTo(Certificates.der(certificate));
    assertBelongTogether(parts.get(0).content(), certificate);
  }

  @Test
  void asksForADecisionAboutTheNewKeyBoundToTheSession() {
    var unused = ask(skg, TestWard.PUMP, ANY, csr);

    assertThat(desk.last().reason()).isEqualTo(Reason.SERVER_KEY);
    assertThat(desk.last().publicKeySpki()).isNotEqualTo(Bytes.of(keys.getPublic().getEncoded()));
    assertThat(desk.last().evidenceBinding())
        .isEqualTo(TestWard.peer(TestWard.PUMP).identity().certificateSha256());
  }

  @Test
  void theKeyStaysInsideUntilTheDecisionAndIsGoneAfterTheAnswer() throws CryptoException {
    TestDesk busy = new TestDesk(Duration.ZERO);
    ServerKeyWithCerts impatient = new ServerKeyWithCerts(busy.enrolments, ward::inventory);
    assertThat(TestDesk.join(ask(impatient, TestWard.PUMP, ANY, csr)).payload())
        .isEqualTo(Bytes.EMPTY);
    Bytes offered = busy.last().publicKeySpki();
    busy.grant(ward.ward.ldevid("pump-1", PublicKeys.ofSpki(offered)));
    Response answer = TestDesk.join(ask(impatient, TestWard.PUMP, ANY, csr));
    assertThat(answer.code()).isEqualTo(ResponseCode.CHANGED);
    String secret = MultipartCore.decode(answer.payload()).get(0).content().hex();
    assertThat(busy.requested.toString()).doesNotContain(secret.substring(72, 136));

    // asked again, there is another key and another decision
    assertThat(TestDesk.join(ask(impatient, TestWard.PUMP, ANY, csr)).code())
        .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(busy.requested).hasSize(2);
    assertThat(busy.last().publicKeySpki()).isNotEqualTo(offered);
  }

  @Test
  void refusesClassesThatMakeTheirOwnKeys() {
    for (CsrResource resource : List.of(skg, skc)) {
      Response response = TestDesk.join(ask(resource, TestWard.MONITOR, ANY, csr));
      assertThat(response.code()).isEqualTo(ResponseCode.FORBIDDEN);
      assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8))
          .startsWith(OnboardingErrors.SERVER_KEYS_BARRED.code());
      assertThat(TestDesk.join(ask(resource, new DeviceId("nobody"), ANY, csr)).code())
          .isEqualTo(ResponseCode.FORBIDDEN);
    }
    assertThat(desk.requested).isEmpty();
  }

  @Test
  void refusesOtherFormatsAndUnprovenRequests() {
    byte[] forged = csr.toArray();
    forged[forged.length - 1] ^= 1;

    assertThat(TestDesk.join(ask(skg, TestWard.PUMP, OptionalInt.of(281), csr)).code())
        .isEqualTo(ResponseCode.NOT_ACCEPTABLE);
    assertThat(TestDesk.join(ask(skg, TestWard.PUMP, ANY, Bytes.of(forged))).code())
        .isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(TestDesk.join(skg.handle(TestWard.post(TestWard.PUMP, 42, ANY, csr))).code())
        .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    assertThat(desk.requested).isEmpty();
  }

  @Test
  void aRefusalIsPassedOnWithoutTheKey() {
    CompletionStage<Response> answer = ask(skg, TestWard.PUMP, ANY, csr);
    desk.refuse();

    assertThat(TestDesk.join(answer).code()).isEqualTo(ResponseCode.FORBIDDEN);
  }

  @Test
  void neverHandsOverACertificateForAnotherKey() {
    CompletionStage<Response> answer = ask(skg, TestWard.PUMP, ANY, csr);
    desk.grant(ward.ward.ldevid("pump-1", keys.getPublic()));

    assertThat(TestDesk.join(answer)).isEqualTo(Response.empty(ResponseCode.INTERNAL_SERVER_ERROR));
  }

  @Test
  void saysWhatItIsInDiscovery() {
    assertThat(skg.linkAttributes()).containsEntry("rt", "ace.est.skg").containsEntry("ct", "62");
    assertThat(skc.linkAttributes()).containsEntry("rt", "ace.est.skc").containsEntry("ct", "62");
  }
}
