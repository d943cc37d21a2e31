package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.transport.coap.TestWard.Handler;

class ChannelTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");
  private static final int OCTETS = 42;
  private static final int EAT = 263;

  private final TestWard ward = new TestWard();
  private final LinkedBlockingQueue<Request> asked = new LinkedBlockingQueue<>();

  ChannelTest() {
    ward.transport.bindHandler(
        Handler.of("hello", r -> completedFuture(Response.content(0, Bytes.EMPTY))));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  /** A device that answers with as many bytes as its request's first byte says, times 100. */
  private DeviceChannel connected() {
    TestDevice device =
        ward.device(
            "pump-1",
            exchange -> {
              asked.add(exchange.getRequest());
              answer(exchange, exchange.getRequest().getPayload()[0] * 100);
            },
            config -> {});
    assertThat(device.get("hello").getCode()).isEqualTo(CoAP.ResponseCode.CONTENT);
    return ward.transport.channel(PUMP).orElseThrow();
  }

  private static void answer(Exchange exchange, int size) {
    if (size == 0) {
      exchange.sendAccept(); // and never answers
      return;
    }
    var response = new org.eclipse.californium.core.coap.Response(CoAP.ResponseCode.CHANGED);
    response.getOptions().setContentFormat(EAT);
    response.setPayload(new byte[size]);
    exchange.sendResponse(response);
  }

  private static CompletionStage<Response> ask(DeviceChannel channel, int hundreds, int maxBytes) {
    return channel.post(
        "wg/attest",
        OCTETS,
        EAT,
        Bytes.of(new byte[] {(byte) hundreds}),
        maxBytes,
        Instant.now().plusSeconds(5));
  }

  private static void assertRefused(CompletionStage<Response> answer, ErrorCode code) {
    Assertions.assertThatThrownBy(() -> TestDevice.join(answer.toCompletableFuture()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  @Test
  void asksOverTheDevicesOwnSession() {
    Response response = TestDevice.join(ask(connected(), 1, 100).toCompletableFuture());

    assertThat(response.code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(response.contentFormat()).isEqualTo(OptionalInt.of(EAT));
    assertThat(response.payload().length()).isEqualTo(100);
    Request request = asked.remove();
    assertThat(request.getOptions().getUriPathString()).isEqualTo("wg/attest");
    assertThat(request.getOptions().getContentFormat()).isEqualTo(OCTETS);
    assertThat(request.getOptions().getAccept()).isEqualTo(EAT);
  }

  @Test
  void getsWithoutAPayload() {
    LinkedBlockingQueue<Request> seen = new LinkedBlockingQueue<>();
    TestDevice device =
        ward.device(
            "pump-1",
            exchange -> {
              seen.add(exchange.getRequest());
              answer(exchange, 3);
            },
            config -> {});
    assertThat(device.get("hello").getCode()).isEqualTo(CoAP.ResponseCode.CONTENT);
    DeviceChannel channel = ward.transport.channel(PUMP).orElseThrow();
    Instant deadline = Instant.now().plusSeconds(20);

    var answer = channel.get(".well-known/mud-url", 0, 3, deadline).toCompletableFuture();
    assertThat(TestDevice.join(answer).payload().length()).isEqualTo(3);
    assertRefused(channel.get("x", 0, 2, deadline), TransportErrors.ANSWER_TOO_LARGE);

    Request request = seen.remove();
    assertThat(request.getCode()).isEqualTo(CoAP.Code.GET);
    assertThat(request.getOptions().getUriPathString()).isEqualTo(".well-known/mud-url");
    assertThat(request.getOptions().getAccept()).isZero();
    assertThat(request.getOptions().hasContentFormat()).isFalse();
  }

  @Test
  void takesAnAnswerInBlocks() {
    Response response = TestDevice.join(ask(connected(), 30, 4096).toCompletableFuture());

    assertThat(response.payload().length()).isEqualTo(3000);
  }

  @Test
  void dropsAnswersAboveTheLimit() {
    DeviceChannel channel = connected();

    assertRefused(ask(channel, 2, 199), TransportErrors.ANSWER_TOO_LARGE);
    assertRefused(ask(channel, 100, 4096), TransportErrors.ANSWER_TOO_LARGE);
    // and the channel still works
    assertThat(TestDevice.join(ask(channel, 1, 100).toCompletableFuture()).code())
        .isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void postsTheLargestPayloadInBlocks() {
    LinkedBlockingQueue<Bytes> taken = new LinkedBlockingQueue<>();
    DeviceChannel channel =
        connected(
            exchange -> {
              taken.add(Bytes.of(exchange.getRequest().getPayload()));
              answer(exchange, 3);
            });
    byte[] largest = new byte[DeviceChannel.PAYLOAD_MAX_BYTES];
    new Random(7).nextBytes(largest);
    for (int length : new int[] {1_024, 1_025, largest.length}) {
      Bytes payload = Bytes.of(Arrays.copyOf(largest, length));
      var answer = post(channel, payload).toCompletableFuture();
      assertThat(TestDevice.join(answer).payload().length()).isEqualTo(3);
      assertThat(taken.remove()).isEqualTo(payload);
    }
    assertThat(taken).isEmpty();
    Bytes more = Bytes.of(new byte[DeviceChannel.PAYLOAD_MAX_BYTES + 1]);
    assertThatThrownBy(() -> post(channel, more)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeviceThatTakesNoMoreThanItsLimitRefuses() {
    DeviceChannel channel =
        connected(
            exchange -> answer(exchange, 3),
            config -> config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 2_048));
    var answer = post(channel, Bytes.of(new byte[4_096])).toCompletableFuture();
    assertThat(TestDevice.join(answer).code()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
  }

  private static CompletionStage<Response> post(DeviceChannel channel, Bytes payload) {
    return channel.post("wg/x", OCTETS, 0, payload, 100, Instant.now().plusSeconds(60));
  }

  private DeviceChannel connected(Consumer<Exchange> server) {
    return connected(server, config -> {});
  }

  private DeviceChannel connected(Consumer<Exchange> server, Consumer<Configuration> tuning) {
    TestDevice device = ward.device("pump-1", server, tuning);
    assertThat(device.get("hello").getCode()).isEqualTo(CoAP.ResponseCode.CONTENT);
    return ward.transport.channel(PUMP).orElseThrow();
  }

  private static boolean alive(DeviceChannel channel, long seconds) {
    Instant deadline = Instant.now().plusSeconds(seconds);
    return TestDevice.join(channel.probe(deadline).toCompletableFuture());
  }

  @Test
  void aDeviceThatResetsOrRefusesOrAnswersTooMuchIsThere() {
    List<Consumer<Exchange>> behaviours =
        List.of(
            Exchange::sendReject,
            Exchange::sendAccept,
            exchange ->
                exchange.sendResponse(
                    new org.eclipse.californium.core.coap.Response(
                        CoAP.ResponseCode.INTERNAL_SERVER_ERROR)),
            exchange -> answer(exchange, DeviceChannel.PROBE_ANSWER_MAX_BYTES + 1));
    for (Consumer<Exchange> behaviour : behaviours) {
      assertThat(alive(connected(behaviour), 25)).isTrue();
    }
  }

  @Test
  void aDeviceThatSaysNothingIsNotThere() {
    DeviceChannel channel = connected(exchange -> {});
    assertThat(alive(channel, 1)).isFalse();
    ward.transport.close(PUMP);
    assertThat(alive(channel, 25)).isFalse();
  }

  @Test
  void aResetIsNoAnswerToAQuestion() {
    DeviceChannel channel = connected(Exchange::sendReject);
    assertRefused(ask(channel, 1, 100), TransportErrors.NO_ANSWER);
  }

  @Test
  void stopsWaitingAtTheDeadline() {
    DeviceChannel channel = connected();
    CompletionStage<Response> answer =
        channel.post(
            "wg/attest",
            OCTETS,
            EAT,
            Bytes.of(new byte[] {0}),
            100,
            Instant.now().plus(Duration.ofMillis(300)));

    assertRefused(answer, TransportErrors.NO_ANSWER);
  }

  @Test
  void neverShakesHandsItself() {
    DeviceChannel channel = connected();
    ward.transport.close(PUMP);
    TestWard.await(() -> !ward.sessions.closed.isEmpty());

    assertRefused(ask(channel, 1, 100), TransportErrors.NO_SESSION);
    assertThat(ward.transport.channel(PUMP)).isEmpty();
    assertThat(ward.transport.channel(new DeviceId("nobody"))).isEmpty();
  }
}
