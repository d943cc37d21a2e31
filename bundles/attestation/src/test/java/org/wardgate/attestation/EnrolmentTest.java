package org.wardgate.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.attestation.psa.Attester;
import org.wardgate.attestation.psa.PsaTokenBuilder;

/** The two resources of enrolment together. */
class EnrolmentTest {
  private static final DeviceId PUMP = Attester.DEVICE;

  private final Fixture fixture = new Fixture();
  private final ChallengeHandler challenge = new ChallengeHandler(fixture.challenges);
  private final EvidenceHandler evidence =
      new EvidenceHandler(fixture.challenges, fixture.appraiser, fixture.pool, fixture);

  @AfterEach
  void close() {
    fixture.close();
  }

  private Bytes nonce(DeviceId device) {
    Response response =
        Fixture.await(
            challenge.handle(Fixture.post(device, "wg/challenge", 42, Fixture.THUMBPRINT)));
    assertThat(response.code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(response.contentFormat()).hasValue(42);
    assertThat(response.payload().length()).isEqualTo(32);
    return response.payload();
  }

  private Response send(DeviceId device, Bytes token) {
    return Fixture.await(evidence.handle(Fixture.post(device, "wg/evidence", 263, token)));
  }

  private static Bytes token(Bytes nonce) {
    return new PsaTokenBuilder().nonce(nonce).sign(Attester.KEY.getPrivate());
  }

  private AttestationResult onlyResult() {
    assertThat(fixture.events).hasSize(1);
    return ((EvidenceAppraised) fixture.events.get(0)).result();
  }

  @Test
  void aGoodDeviceIsAffirmedAndTheResultNamesTheKey() {
    Bytes token = token(nonce(PUMP));
    Response response = send(PUMP, token);
    assertThat(response.code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(response.payload()).isEqualTo(Bytes.EMPTY);
    AttestationResult result = onlyResult();
    assertThat(result.purpose()).isEqualTo(Purpose.ENROLMENT);
    assertThat(result.status()).isEqualTo(Tier.AFFIRMING);
    assertThat(result.keyThumbprint()).contains(Fixture.THUMBPRINT);
    assertThat(result.evidenceSha256()).isEqualTo(token.sha256());
    assertThat(result.referenceVersion()).isEqualTo("acme-pump v3");
    assertThat(result.problem()).isEmpty();
    assertThat(fixture.events.get(0).correlationId()).isEqualTo(new CorrelationId("request-1"));
  }

  @Test
  void theProfiledContentFormatIsAcceptedToo() {
    Bytes token = token(nonce(PUMP));
    assertThat(
            Fixture.await(evidence.handle(Fixture.post(PUMP, "wg/evidence", 10_003, token))).code())
        .isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void replayedEvidenceAnswersNoChallenge() {
    Bytes token = token(nonce(PUMP));
    send(PUMP, token);
    Response again = send(PUMP, token);
    assertThat(again.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(Fixture.text(again)).startsWith("WG-ATT-0008");
    assertThat(fixture.events).hasSize(1);
  }

  @Test
  void replayedEvidenceDoesNotAnswerANewChallenge() {
    Bytes token = token(nonce(PUMP));
    send(PUMP, token);
    fixture.events.clear();
    nonce(PUMP);
    Response again = send(PUMP, token);
    assertThat(again.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(Fixture.text(again)).startsWith("WG-ATT-0007");
    assertThat(onlyResult().status()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aFailedAttemptUsesTheNonceUp() {
    Bytes nonce = nonce(PUMP);
    assertThat(Fixture.text(send(PUMP, Bytes.ofHex("d200")))).startsWith("WG-ATT-0001");
    assertThat(onlyResult().status()).isEqualTo(Tier.NONE);
    assertThat(Fixture.text(send(PUMP, token(nonce)))).startsWith("WG-ATT-0008");
  }

  @Test
  void theNonceOfAnotherDeviceIsNoGood() {
    Bytes ofMonitor = nonce(new DeviceId("monitor-1"));
    assertThat(Fixture.text(send(PUMP, token(ofMonitor)))).startsWith("WG-ATT-0008");
    nonce(PUMP);
    assertThat(Fixture.text(send(PUMP, token(ofMonitor)))).startsWith("WG-ATT-0007");
  }

  @Test
  void aRelayedTokenOfAnotherDeviceIsNoGood() {
    DeviceId thief = new DeviceId("monitor-1");
    Response response = send(thief, token(nonce(thief)));
    assertThat(Fixture.text(response)).startsWith("WG-ATT-0011");
    assertThat(onlyResult().status()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void theNonceOfAnotherPurposeIsNoGood() throws RefusedException {
    OpenChallenge runtime = fixture.challenges.runtime(new CorrelationId("intent-1"), PUMP);
    assertThat(Fixture.text(send(PUMP, token(runtime.nonce())))).startsWith("WG-ATT-0008");
    nonce(PUMP);
    assertThat(Fixture.text(send(PUMP, token(runtime.nonce())))).startsWith("WG-ATT-0007");
  }

  @Test
  void theNonceOfAnEarlierKeyIsNoGood() {
    Bytes first = nonce(PUMP);
    Bytes otherKey = Bytes.ofHex("bb".repeat(32));
    Fixture.await(challenge.handle(Fixture.post(PUMP, "wg/challenge", 42, otherKey)));
    assertThat(Fixture.text(send(PUMP, token(first)))).startsWith("WG-ATT-0007");
    assertThat(onlyResult().keyThumbprint()).contains(otherKey);
  }

  @Test
  void anExpiredNonceIsNoGood() {
    Bytes nonce = nonce(PUMP);
    fixture.nanos.addAndGet(151_000_000_000L);
    Response late = send(PUMP, token(nonce));
    assertThat(late.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(Fixture.text(late)).startsWith("WG-ATT-0009");
  }

  @Test
  void tamperedFirmwareIsRecordedAndRefused() {
    Bytes token =
        new PsaTokenBuilder()
            .nonce(nonce(PUMP))
            .components(PsaTokenBuilder.component("BL", Bytes.ofHex("66".repeat(32))))
            .sign(Attester.KEY.getPrivate());
    Response response = send(PUMP, token);
    assertThat(response.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(Fixture.text(response)).startsWith("WG-ATT-0015");
    assertThat(onlyResult().status()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(onlyResult().problem()).isPresent();
  }

  @Test
  void nothingIsConfirmedThatWasNotRecorded() {
    Bytes nonce = nonce(PUMP);
    fixture.refuseEvents = new RefusedException(AttestationErrors.OVERLOADED, "journal");
    Response response = send(PUMP, token(nonce));
    assertThat(response.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(response.maxAgeSeconds()).isPresent();
  }

  @Test
  void aRequestForAChallengeMustNameAKey() {
    for (int length : new int[] {0, 31}) {
      Response response =
          Fixture.await(
              challenge.handle(Fixture.post(PUMP, "wg/challenge", 42, Bytes.of(new byte[length]))));
      assertThat(response.code()).isEqualTo(ResponseCode.BAD_REQUEST);
      assertThat(Fixture.text(response)).startsWith("WG-ATT-0024");
    }
  }

  @Test
  void otherContentFormatsAreRefused() {
    assertThat(
            Fixture.await(
                    challenge.handle(Fixture.post(PUMP, "wg/challenge", 60, Fixture.THUMBPRINT)))
                .code())
        .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    Bytes token = token(nonce(PUMP));
    for (int format : new int[] {-1, 42, 61}) {
      assertThat(
              Fixture.await(evidence.handle(Fixture.post(PUMP, "wg/evidence", format, token)))
                  .code())
          .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    }
    assertThat(send(PUMP, token).code()).isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void tooManyChallengesAreRefused() throws RefusedException {
    for (int i = 0; i < OpenChallenges.OPEN_MAX_COUNT; i++) {
      fixture.challenges.runtime(new CorrelationId("i" + i), PUMP);
    }
    Response response =
        Fixture.await(challenge.handle(Fixture.post(PUMP, "wg/challenge", 42, Fixture.THUMBPRINT)));
    assertThat(response.code()).isEqualTo(ResponseCode.TOO_MANY_REQUESTS);
    assertThat(Fixture.text(response)).startsWith("WG-ATT-0019");
  }

  @Test
  void withoutRoomTheDeviceMaySendTheSameEvidenceAgain() {
    Bytes token = token(nonce(PUMP));
    CountDownLatch release = new CountDownLatch(1);
    int capacity = AppraisalPool.QUEUE_MAX_COUNT + AppraisalPool.THREADS_COUNT;
    CompletableFuture<?>[] busy = new CompletableFuture<?>[capacity];
    for (int i = 0; i < capacity; i++) {
      busy[i] = fixture.pool.submit(() -> wait(release)).orElseThrow().toCompletableFuture();
    }
    Response full = send(PUMP, token);
    assertThat(full.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    release.countDown();
    Fixture.await(CompletableFuture.allOf(busy));
    assertThat(send(PUMP, token).code()).isEqualTo(ResponseCode.CHANGED);
  }

  private static boolean wait(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aReplayAcrossSessionsAndRestartsAnswersNothing() {
    Bytes token = token(nonce(PUMP));
    try (Fixture restarted = new Fixture()) {
      EvidenceHandler after =
          new EvidenceHandler(restarted.challenges, restarted.appraiser, restarted.pool, restarted);
      assertThat(
              Fixture.text(
                  Fixture.await(after.handle(Fixture.post(PUMP, "wg/evidence", 263, token)))))
          .startsWith("WG-ATT-0008");
      new ChallengeHandler(restarted.challenges)
          .handle(Fixture.post(PUMP, "wg/challenge", 42, Fixture.THUMBPRINT));
      assertThat(
              Fixture.text(
                  Fixture.await(after.handle(Fixture.post(PUMP, "wg/evidence", 263, token)))))
          .startsWith("WG-ATT-0007");
    }
    assertThat(send(PUMP, token).code()).isEqualTo(ResponseCode.CHANGED);
  }

  /** Nonces live by a monotonic clock; only claims and certificates follow the calendar. */
  @Test
  void clockChangesNeitherProlongNorRenewAChallenge() throws RefusedException {
    Bytes token = token(nonce(PUMP));
    OpenChallenge open = fixture.challenges.takeEnrolment(PUMP);
    for (String time : new String[] {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}) {
      Appraiser appraiser =
          new Appraiser(Schemes.all(), () -> Attester.world().at(Instant.parse(time)).context());
      assertThat(appraiser.appraise(263, token, open).status()).isEqualTo(Tier.AFFIRMING);
      assertThat(Fixture.text(send(PUMP, token))).startsWith("WG-ATT-0008");
    }
  }
}
