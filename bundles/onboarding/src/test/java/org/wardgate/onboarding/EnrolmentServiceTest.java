package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.crypto.x509.CertsOnly;

class EnrolmentServiceTest {
  private static final OptionalInt ANY = OptionalInt.empty();

  private final TestCa ward = TestCa.root("Ward CA");
  private final KeyPair keys = EcKeys.generateP256();
  private final Bytes csr = CertificationRequests.create(keys, "whoever I want to be");
  private final List<EnrolmentRequested> requested = new CopyOnWriteArrayList<>();
  private final EventSink sink =
      event -> {
        requested.add((EnrolmentRequested) event);
        return CompletableFuture.completedFuture(null);
      };
  private final EnrolmentService service = service(Duration.ofMinutes(1), sink);

  private static EnrolmentService service(Duration wait, @Nullable EventSink sink) {
    return new EnrolmentService(wait, Clock.systemUTC(), sink);
  }

  private static CompletionStage<Response> sen(EnrolmentService to, Bytes csr, OptionalInt accept) {
    return to.handle(TestWard.post(TestWard.PUMP, ContentFormat.PKCS10, accept, csr));
  }

  private static Response join(CompletionStage<Response> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void grant(EnrolmentService from, X509Certificate certificate) {
    EnrolmentRequested last = requested.get(requested.size() - 1);
    from.answer(
        new OnboardingIntent.GrantEnrolment(
            last.correlationId(),
            Instant.now().plusSeconds(60),
            last.device(),
            Certificates.der(certificate)));
  }

  private X509Certificate certificate() {
    return ward.ldevid("pump-1", keys.getPublic());
  }

  @Test
  void asksForADecisionAboutTheKeyAlone() {
    var unused = sen(service, csr, ANY);

    assertThat(requested)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.device()).isEqualTo(TestWard.PUMP);
              assertThat(event.publicKeySpki()).isEqualTo(Bytes.of(keys.getPublic().getEncoded()));
            });
  }

  @Test
  void handsTheCertificateOverInEitherFormat() throws CryptoException {
    CompletionStage<Response> several = sen(service, csr, ANY);
    CompletionStage<Response> single = sen(service, csr, OptionalInt.of(287));
    assertThat(several.toCompletableFuture()).isNotDone();
    X509Certificate certificate = certificate();
    grant(service, certificate);

    assertThat(join(several).code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(join(several).contentFormat()).hasValue(281);
    assertThat(CertsOnly.decode(join(several).payload())).containsExactly(certificate);
    assertThat(join(single).contentFormat()).hasValue(287);
    assertThat(join(single).payload()).isEqualTo(Certificates.der(certificate));
    assertThat(requested).hasSize(1);
  }

  @Test
  void tellsTheDeviceToAskAgainAndKeepsTheAnswerForIt() {
    EnrolmentService impatient = service(Duration.ZERO, sink);
    Response pending = join(sen(impatient, csr, ANY));
    assertThat(pending.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(pending.maxAgeSeconds()).hasValue(1);

    grant(impatient, certificate());
    assertThat(join(sen(impatient, csr, ANY)).code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(requested).hasSize(1);
  }

  @Test
  void aRequestWithAnotherKeyReplacesTheOneBefore() {
    CompletionStage<Response> first = sen(service, csr, ANY);
    Bytes other = CertificationRequests.create(EcKeys.generateP256(), "other");
    var unused = sen(service, other, ANY);

    assertThat(join(first).code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(requested).hasSize(2);
  }

  @Test
  void passesARefusalOn() {
    CompletionStage<Response> answer = sen(service, csr, ANY);
    service.answer(
        new OnboardingIntent.RefuseEnrolment(
            requested.get(0).correlationId(),
            Instant.now().plusSeconds(60),
            TestWard.PUMP,
            Problem.of(OnboardingErrors.NOT_ADMISSIBLE, "no evidence")));

    assertThat(join(answer).code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(new String(join(answer).payload().toArray(), StandardCharsets.UTF_8))
        .contains("WG-ONB-0010", "no evidence");
  }

  @Test
  void neverHandsOverACertificateForAnotherKey() {
    CompletionStage<Response> answer = sen(service, csr, ANY);
    grant(service, ward.ldevid("pump-1").certificate());

    assertThat(join(answer)).isEqualTo(Response.empty(ResponseCode.INTERNAL_SERVER_ERROR));
  }

  @Test
  void refusesWrongFormats() {
    assertThat(join(service.handle(TestWard.post(TestWard.PUMP, 42, ANY, csr))).code())
        .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    assertThat(join(sen(service, csr, OptionalInt.of(62))).code())
        .isEqualTo(ResponseCode.NOT_ACCEPTABLE);
    assertThat(requested).isEmpty();
  }

  @Test
  void refusesARequestSignedWithAnotherKey() {
    byte[] forged = csr.toArray();
    // another request's signature under this one's key
    byte[] other =
        CertificationRequests.create(EcKeys.generateP256(), "whoever I want to be").toArray();
    int tail = Math.min(64, Math.min(forged.length, other.length));
    System.arraycopy(other, other.length - tail, forged, forged.length - tail, tail);
    Response response = join(sen(service, Bytes.of(forged), ANY));

    assertThat(response.code()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(requested).isEmpty();
  }

  @Test
  void refusesEmptyAndTrailing() {
    byte[] longer = Arrays.copyOf(csr.toArray(), csr.length() + 1);
    for (Bytes bad : List.of(Bytes.EMPTY, Bytes.of(longer), Bytes.ofHex("3000"))) {
      Response response = join(sen(service, bad, ANY));
      assertThat(response.code()).isEqualTo(ResponseCode.BAD_REQUEST);
      assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8))
          .startsWith("WG-ONB-0006");
    }
  }

  @Test
  void saysComeLaterWhenNobodyDecides() {
    EnrolmentService alone = service(Duration.ofMinutes(1), null);
    assertThat(join(sen(alone, csr, ANY))).isEqualTo(Response.later(5));

    EnrolmentService overloaded =
        service(
            Duration.ofMinutes(1),
            event ->
                CompletableFuture.failedFuture(
                    new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "full")));
    assertThat(join(sen(overloaded, csr, ANY))).isEqualTo(Response.later(5));
    // and asks anew next time
    assertThat(join(sen(overloaded, csr, ANY))).isEqualTo(Response.later(5));
  }

  @Test
  void tellsWhoWaitsToAskAgainWhenItEnds() {
    CompletionStage<Response> answer = sen(service, csr, ANY);
    service.deactivate();

    assertThat(join(answer)).isEqualTo(Response.later(1));
  }
}
