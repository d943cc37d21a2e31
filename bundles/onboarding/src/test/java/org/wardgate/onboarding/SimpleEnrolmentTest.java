package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.crypto.x509.CertsOnly;

class SimpleEnrolmentTest {
  private static final OptionalInt ANY = OptionalInt.empty();

  private final TestCa ward = TestCa.root("Ward CA");
  private final KeyPair keys = EcKeys.generateP256();
  private final Bytes csr = CertificationRequests.create(keys, "whoever I want to be");
  private final TestDesk desk = new TestDesk(Duration.ofMinutes(1));
  private final SimpleEnrolment service = new SimpleEnrolment(desk.enrolments);

  private static SimpleEnrolment service(Duration wait, @Nullable EventSink sink) {
    return new SimpleEnrolment(
        new Enrolments(TestConfig.waiting(wait), Clock.systemUTC(), System::nanoTime, sink));
  }

  private static CompletionStage<Response> sen(SimpleEnrolment to, Bytes csr, OptionalInt accept) {
    return to.handle(TestWard.post(TestWard.PUMP, ContentFormat.PKCS10, accept, csr));
  }

  private X509Certificate certificate() {
    return ward.ldevid("pump-1", keys.getPublic());
  }

  @Test
  void asksForADecisionAboutTheKeyAlone() {
    var unused = sen(service, csr, ANY);

    assertThat(desk.requested)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.device()).isEqualTo(TestWard.PUMP);
              assertThat(event.publicKeySpki()).isEqualTo(Bytes.of(keys.getPublic().getEncoded()));
            });
  }

  @Test
  void refusesASessionWithTheWardsCertificateWhichIsRenewedInstead() {
    Response response =
        service
            .handle(
                TestWard.post(
                    TestWard.renewing(TestWard.PUMP, certificate()),
                    ContentFormat.PKCS10,
                    ANY,
                    csr))
            .toCompletableFuture()
            .join();

    assertThat(response.code().success()).isFalse();
    assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8))
        .startsWith(OnboardingErrors.NOT_A_RENEWAL.code());
    assertThat(desk.requested).isEmpty();
  }

  @Test
  void handsTheCertificateOverInEitherFormat() throws CryptoException {
    CompletionStage<Response> several = sen(service, csr, ANY);
    CompletionStage<Response> single = sen(service, csr, OptionalInt.of(287));
    assertThat(several.toCompletableFuture()).isNotDone();
    X509Certificate certificate = certificate();
    desk.grant(certificate);

    assertThat(TestDesk.join(several).code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(TestDesk.join(several).contentFormat()).hasValue(281);
    assertThat(CertsOnly.decode(TestDesk.join(several).payload())).containsExactly(certificate);
    assertThat(TestDesk.join(single).contentFormat()).hasValue(287);
    assertThat(TestDesk.join(single).payload()).isEqualTo(Certificates.der(certificate));
    assertThat(desk.requested).hasSize(1);
  }

  @Test
  void tellsTheDeviceToAskAgainAndKeepsTheAnswerForIt() {
    TestDesk busy = new TestDesk(Duration.ZERO);
    SimpleEnrolment impatient = new SimpleEnrolment(busy.enrolments);
    Response pending = TestDesk.join(sen(impatient, csr, ANY));
    assertThat(pending.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(pending.maxAgeSeconds()).hasValue(1);

    busy.grant(certificate());
    assertThat(TestDesk.join(sen(impatient, csr, ANY)).code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(busy.requested).hasSize(1);
  }

  @Test
  void aRequestWithAnotherKeyReplacesTheOneBefore() {
    CompletionStage<Response> first = sen(service, csr, ANY);
    Bytes other = CertificationRequests.create(EcKeys.generateP256(), "other");
    var unused = sen(service, other, ANY);

    assertThat(TestDesk.join(first).code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(desk.requested).hasSize(2);
  }

  @Test
  void passesARefusalOn() {
    CompletionStage<Response> answer = sen(service, csr, ANY);
    desk.refuse();

    assertThat(TestDesk.join(answer).code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(new String(TestDesk.join(answer).payload().toArray(), StandardCharsets.UTF_8))
        .contains("WG-ONB-0010", "no evidence");
  }

  @Test
  void neverHandsOverACertificateForAnotherKey() {
    CompletionStage<Response> answer = sen(service, csr, ANY);
    desk.grant(ward.ldevid("pump-1").certificate());

    assertThat(TestDesk.join(answer)).isEqualTo(Response.empty(ResponseCode.INTERNAL_SERVER_ERROR));
  }

  @Test
  void refusesWrongFormats() {
    assertThat(TestDesk.join(service.handle(TestWard.post(TestWard.PUMP, 42, ANY, csr))).code())
        .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    assertThat(TestDesk.join(sen(service, csr, OptionalInt.of(62))).code())
        .isEqualTo(ResponseCode.NOT_ACCEPTABLE);
    assertThat(desk.requested).isEmpty();
  }

  @Test
  void refusesARequestSignedWithAnotherKey() {
    byte[] forged = csr.toArray();
    // another request's signature under this one's key
    byte[] other =
        CertificationRequests.create(EcKeys.generateP256(), "whoever I want to be").toArray();
    int tail = Math.min(64, Math.min(forged.length, other.length));
    System.arraycopy(other, other.length - tail, forged, forged.length - tail, tail);
    Response response = TestDesk.join(sen(service, Bytes.of(forged), ANY));

    assertThat(response.code()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(desk.requested).isEmpty();
  }

  @Test
  void refusesEmptyAndTrailing() {
    byte[] longer = Arrays.copyOf(csr.toArray(), csr.length() + 1);
    for (Bytes bad : List.of(Bytes.EMPTY, Bytes.of(longer), Bytes.ofHex("3000"))) {
      Response response = TestDesk.join(sen(service, bad, ANY));
      assertThat(response.code()).isEqualTo(ResponseCode.BAD_REQUEST);
      assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8))
          .startsWith("WG-ONB-0006");
    }
  }

  @Test
  void saysComeLaterWhenNobodyDecides() {
    SimpleEnrolment alone = service(Duration.ofMinutes(1), null);
    assertThat(TestDesk.join(sen(alone, csr, ANY))).isEqualTo(Response.later(5));

    SimpleEnrolment overloaded =
        service(
            Duration.ofMinutes(1),
            event ->
                CompletableFuture.failedFuture(
                    new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "full")));
    assertThat(TestDesk.join(sen(overloaded, csr, ANY))).isEqualTo(Response.later(5));
    // and asks anew next time
    assertThat(TestDesk.join(sen(overloaded, csr, ANY))).isEqualTo(Response.later(5));
  }

  @Test
  void tellsWhoWaitsToAskAgainWhenItEnds() {
    CompletionStage<Response> answer = sen(service, csr, ANY);
    desk.enrolments.deactivate();

    assertThat(TestDesk.join(answer)).isEqualTo(Response.later(1));
  }

  @Test
  void enrolmentStateSurvivesARestartBecauseTheDeviceAsksAgainWithTheSameKey() {
    var lost = sen(service, csr, ANY);
    desk.enrolments.deactivate();
    TestDesk restarted = new TestDesk(Duration.ofMinutes(1));
    CompletionStage<Response> again = sen(new SimpleEnrolment(restarted.enrolments), csr, ANY);

    assertThat(TestDesk.join(lost)).isEqualTo(Response.later(1));
    // the evidence in the journal is bound to this, whatever the session
    assertThat(restarted.last().evidenceBinding()).isEqualTo(desk.last().evidenceBinding());
    restarted.grant(certificate());
    assertThat(TestDesk.join(again).code()).isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void aReplayedProofOfPossessionIssuesNothingToAnotherDevice() {
    var unused = sen(service, csr, ANY);
    Response replayed =
        TestDesk.join(
            service.handle(TestWard.post(TestWard.MONITOR, ContentFormat.PKCS10, ANY, csr)));

    assertThat(replayed.code()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(new String(replayed.payload().toArray(), StandardCharsets.UTF_8))
        .startsWith("WG-ONB-0007");
    assertThat(desk.requested).hasSize(1);
  }

  @Test
  void clockSetTo1970AndTo2100IssuesNothingByItself() {
    for (String time : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
      TestDesk wrong =
          new TestDesk(Duration.ZERO, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
      SimpleEnrolment at = new SimpleEnrolment(wrong.enrolments);
      assertThat(TestDesk.join(sen(at, csr, ANY)).code())
          .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      wrong.refuse(); // as the ward CA does then: WG-PKI-0003
      // in 2100 the refusal is overdue already, and the device asks anew
      assertThat(TestDesk.join(sen(at, csr, ANY)).code())
          .isIn(ResponseCode.FORBIDDEN, ResponseCode.SERVICE_UNAVAILABLE);
    }
  }
}
