package org.wardgate.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationIntent.Challenge;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.attestation.psa.Attester;
import org.wardgate.attestation.psa.PsaTokenBuilder;

class RuntimeChallengerTest {
  private static final Challenge INTENT =
      new Challenge(new CorrelationId("intent-1"), Fixture.DEADLINE, Attester.DEVICE);

  private final Fixture fixture = new Fixture();
  private final RuntimeChallenger challenger =
      new RuntimeChallenger(fixture.challenges, fixture.appraiser, fixture.pool);

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A transport with one device that answers a nonce as told. */
  private record Ward(DeviceId device, Function<Bytes, CompletionStage<Response>> answer)
      implements DeviceChannels, DeviceChannel {
    @Override
    public Optional<DeviceChannel> channel(DeviceId wanted) {
      return wanted.equals(device) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public void close(DeviceId unused) {}

    @Override
    public Peer peer() {
      return Fixture.peer(device);
    }

    @Override
    public CompletionStage<Response> post(
        String path,
        int contentFormat,
        int accept,
        Bytes payload,
        int responseMaxBytes,
        Instant deadline) {
      assertThat(path).isEqualTo("wg/attest");
      assertThat(contentFormat).isEqualTo(42);
      assertThat(accept).isEqualTo(263);
      assertThat(payload.length()).isEqualTo(32);
      assertThat(responseMaxBytes).isEqualTo(8_192);
      assertThat(deadline).isEqualTo(Fixture.DEADLINE);
      return answer.apply(payload);
    }
  }

  private AttestationEvent execute(Function<Bytes, CompletionStage<Response>> answer) {
    challenger.bindTransport(
        new Ward(
            new DeviceId("elsewhere"),
            nonce -> CompletableFuture.failedFuture(new AssertionError("not this one"))));
    challenger.bindTransport(new Ward(Attester.DEVICE, answer));
    AttestationEvent event = Fixture.await(challenger.execute(INTENT));
    assertThat(event.correlationId()).isEqualTo(INTENT.correlationId());
    assertThat(((AttestationEvent.OfDevice) event).device()).isEqualTo(Attester.DEVICE);
    assertThat(fixture.challenges.size()).isZero();
    return event;
  }

  private static CompletionStage<Response> content(Bytes token) {
    return CompletableFuture.completedFuture(Response.content(263, token));
  }

  private static void assertMissed(AttestationEvent event, String detail) {
    assertThat(event).isInstanceOf(ChallengeMissed.class);
    String line = ((ChallengeMissed) event).problem().line();
    assertThat(line).startsWith("WG-ATT-0020").contains(detail);
  }

  @Test
  void aGoodAnswerIsAppraised() {
    AttestationEvent event =
        execute(
            nonce -> content(new PsaTokenBuilder().nonce(nonce).sign(Attester.KEY.getPrivate())));
    assertThat(((EvidenceAppraised) event).result().status()).isEqualTo(Tier.AFFIRMING);
    assertThat(((EvidenceAppraised) event).result().purpose()).isEqualTo(Purpose.RUNTIME);
    assertThat(((EvidenceAppraised) event).result().keyThumbprint()).isEmpty();
  }

  @Test
  void anOldTokenIsContraindicated() {
    AttestationEvent event =
        execute(nonce -> content(new PsaTokenBuilder().sign(Attester.KEY.getPrivate())));
    assertThat(((EvidenceAppraised) event).result().status()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(((EvidenceAppraised) event).result().problem().orElseThrow().code())
        .isEqualTo("WG-ATT-0007");
  }

  @Test
  void garbageIsNotAffirmed() {
    AttestationEvent event = execute(nonce -> content(nonce));
    assertThat(((EvidenceAppraised) event).result().status()).isEqualTo(Tier.NONE);
  }

  @Test
  void withoutSessionTheChallengeIsMissed() {
    assertMissed(Fixture.await(challenger.execute(INTENT)), "no live session");
  }

  @Test
  void aTransportThatWentIsNotAsked() {
    Ward gone =
        new Ward(
            Attester.DEVICE,
            nonce -> CompletableFuture.failedFuture(new AssertionError("it went")));
    challenger.bindTransport(gone);
    challenger.unbindTransport(gone);
    assertMissed(Fixture.await(challenger.execute(INTENT)), "no live session");
  }

  @Test
  void withoutAnswerInTimeTheChallengeIsMissed() {
    assertMissed(
        execute(
            nonce ->
                CompletableFuture.failedFuture(
                    new RefusedException(TransportErrors.NO_ANSWER, "10 s"))),
        "WG-COAP-0002");
  }

  @Test
  void anErrorIsNoAnswer() {
    assertMissed(
        execute(nonce -> CompletableFuture.completedFuture(Response.empty(ResponseCode.NOT_FOUND))),
        "NOT_FOUND");
  }

  @Test
  void evidenceInAnUnknownFormatIsNoAnswer() {
    assertMissed(
        execute(
            nonce ->
                CompletableFuture.completedFuture(
                    new Response(
                        ResponseCode.CONTENT, OptionalInt.of(61), nonce, OptionalLong.empty()))),
        "content format 61");
  }

  @Test
  void anAnswerAfterTheNonceExpiredIsMissed() {
    AttestationEvent event =
        execute(
            nonce -> {
              fixture.nanos.addAndGet(151_000_000_000L);
              return content(new PsaTokenBuilder().nonce(nonce).sign(Attester.KEY.getPrivate()));
            });
    assertThat(((ChallengeMissed) event).problem().code()).isEqualTo("WG-ATT-0009");
  }

  @Test
  void afterTheGatewayStopsAppraisingTheChallengeIsMissed() {
    fixture.pool.close();
    AttestationEvent event = execute(nonce -> content(nonce));
    assertThat(((ChallengeMissed) event).problem().code()).isEqualTo("WG-ATT-0028");
  }
}
