package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.transport.coap.TestWard.Handler;

class ServingTest {
  private static final int OCTETS = 42;

  private final TestWard ward = new TestWard(TestWard.config(0, 1000, 4, 5000, 1000, 1));

  @AfterEach
  void close() {
    ward.close();
  }

  private static CompletableFuture<org.wardgate.api.transport.Response> text(String text) {
    return completedFuture(org.wardgate.api.transport.Response.content(0, TestWard.bytes(text)));
  }

  @Test
  void handsOverTheRequestWithItsPeer() {
    LinkedBlockingQueue<BoundedRequest> seen = new LinkedBlockingQueue<>();
    ward.transport.bindHandler(
        Handler.of(
            "a/b",
            request -> {
              seen.add(request);
              return text("yes");
            }));
    TestDevice device = ward.device("pump-1");
    Request request = device.request(Code.POST, "a/b?x=1&y=2");
    request.getOptions().setContentFormat(OCTETS).setAccept(0);
    request.setPayload(new byte[] {1, 2, 3});

    Response response = TestDevice.join(device.send(request));

    assertThat(response.getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(response.getPayloadString()).isEqualTo("yes");
    BoundedRequest got = seen.remove();
    assertThat(got.peer().identity().device()).isEqualTo(new DeviceId("pump-1"));
    assertThat(got.peer().port()).isPositive();
    assertThat(got.method()).isEqualTo(Method.POST);
    assertThat(got.path()).isEqualTo("a/b");
    assertThat(got.queries()).containsExactly("x=1", "y=2");
    assertThat(got.contentFormat()).isEqualTo(OptionalInt.of(OCTETS));
    assertThat(got.accept()).isEqualTo(OptionalInt.of(0));
    assertThat(got.payload()).isEqualTo(Bytes.of(new byte[] {1, 2, 3}));
    assertThat(ward.sessions.established)
        .extracting(p -> p.session())
        .contains(got.peer().session());
  }

  @Test
  void discoveryListsWhatIsServed() {
    ward.transport.bindHandler(
        new Handler(
            ".well-known/est/crts",
            Set.of(Method.GET),
            0,
            Map.of("rt", "ace.est.crts", "ct", "281 287"),
            r -> text("")));
    ward.transport.bindHandler(Handler.of("wg/challenge", r -> text("")));
    TestDevice device = ward.device("pump-1");

    assertThat(device.get(".well-known/core").getPayloadString())
        .isEqualTo("</.well-known/est/crts>;ct=\"281 287\";rt=\"ace.est.crts\",</wg/challenge>");
    assertThat(device.get(".well-known/core?rt=ace.est.*").getPayloadString())
        .isEqualTo("</.well-known/est/crts>;ct=\"281 287\";rt=\"ace.est.crts\"");
    assertThat(device.get(".well-known/core?rt=nobody").getPayloadString()).isEmpty();
    assertThat(device.post(".well-known/core", 0, new byte[0]).getCode())
        .isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void refusesWhatNobodyServes() {
    ward.transport.bindHandler(new Handler("ro", Set.of(Method.GET), 0, Map.of(), r -> text("x")));
    TestDevice device = ward.device("pump-1");

    assertThat(device.get("nowhere").getCode()).isEqualTo(ResponseCode.NOT_FOUND);
    assertThat(device.post("ro", 0, new byte[0]).getCode())
        .isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
    assertThat(TestDevice.join(device.send(device.request(Code.FETCH, "ro"))).getCode())
        .isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
    assertThat(device.get("ro?1&2&3&4&5&6&7&8&9").getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
    Request proxied = device.request(Code.GET, "ro");
    proxied.getOptions().setProxyScheme("http");
    assertThat(TestDevice.join(device.send(proxied)).getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
  }

  @Test
  void tellsToAskAgainWhileAHandlerIsAway() {
    Handler handler = Handler.of("here", r -> text("x"));
    ward.transport.bindHandler(handler);
    TestDevice device = ward.device("pump-1");
    ward.transport.unbindHandler(handler);

    Response response = device.get("here");

    assertThat(response.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(response.getOptions().getMaxAge()).isEqualTo(1);
  }

  @Test
  void takesAndGivesBodiesInBlocks() {
    ward.transport.bindHandler(
        Handler.of(
            "echo",
            r ->
                completedFuture(org.wardgate.api.transport.Response.content(OCTETS, r.payload()))));
    TestDevice device = ward.device("pump-1");
    byte[] body = new byte[2048];
    Arrays.fill(body, (byte) 7);

    Response response = device.post("echo", OCTETS, body);

    assertThat(response.getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(response.getPayload()).isEqualTo(body);
  }

  @Test
  void refusesBodiesAboveTheHandlersLimitBeforeAssembly() {
    AtomicInteger calls = new AtomicInteger();
    ward.transport.bindHandler(
        new Handler(
            "small",
            Set.of(Method.POST),
            100,
            Map.of(),
            r -> {
              calls.incrementAndGet();
              return text("");
            }));
    TestDevice device = ward.device("pump-1");

    assertThat(device.post("small", OCTETS, new byte[101]).getCode())
        .isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    // announced by Size1
    assertThat(device.post("small", OCTETS, new byte[1024 * 1024]).getCode())
        .isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    assertThat(device.post("small", OCTETS, new byte[100]).getCode())
        .isEqualTo(ResponseCode.CONTENT);
    assertThat(calls).hasValue(1);
  }

  @Test
  void refusesBodiesThatGrowUnannounced() {
    ward.transport.bindHandler(
        new Handler("small", Set.of(Method.POST), 100, Map.of(), r -> text("")));
    TestDevice device =
        ward.device(
            "pump-1", exchange -> {}, config -> config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0));

    Request first = device.request(Code.POST, "small");
    first.getOptions().setBlock1(2, true, 0); // 64 bytes, more to come
    first.setPayload(new byte[64]);
    assertThat(TestDevice.join(device.send(first)).getCode()).isEqualTo(ResponseCode.CONTINUE);
    Request second = device.request(Code.POST, "small");
    second.getOptions().setBlock1(2, true, 1);
    second.setPayload(new byte[64]);

    assertThat(TestDevice.join(device.send(second)).getCode())
        .isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
  }

  @Test
  void answersLateOnesSeparatelyAndOverdueOnesItself() {
    CompletableFuture<org.wardgate.api.transport.Response> slow = new CompletableFuture<>();
    ward.transport.bindHandler(Handler.of("slow", r -> slow));
    ward.transport.bindHandler(Handler.of("never", r -> new CompletableFuture<>()));
    TestDevice device = ward.device("pump-1");

    Request request = device.request(Code.GET, "slow");
    CompletableFuture<Response> answer = device.send(request);
    TestWard.await(request::isAcknowledged);
    assertThat(answer).isNotDone();
    slow.complete(org.wardgate.api.transport.Response.content(0, TestWard.bytes("late")));
    assertThat(TestDevice.join(answer).getPayloadString()).isEqualTo("late");

    Response overdue = device.get("never");
    assertThat(overdue.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(overdue.getOptions().getMaxAge()).isEqualTo(1);
  }

  @Test
  void aHandlerThatFailsCostsItsOwnRequestAlone() {
    ward.transport.bindHandler(
        Handler.of(
            "throws",
            r -> {
              throw new IllegalStateException("on purpose");
            }));
    ward.transport.bindHandler(
        Handler.of(
            "fails", r -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"))));
    ward.transport.bindHandler(Handler.of("works", r -> text("fine")));
    TestDevice device = ward.device("pump-1");

    assertThat(device.get("throws").getCode()).isEqualTo(ResponseCode.INTERNAL_SERVER_ERROR);
    assertThat(device.get("fails").getCode()).isEqualTo(ResponseCode.INTERNAL_SERVER_ERROR);
    assertThat(device.get("works").getPayloadString()).isEqualTo("fine");
  }

  @Test
  void boundsWhatOneDeviceHasInHand() {
    ward.transport.bindHandler(Handler.of("never", r -> new CompletableFuture<>()));
    ward.transport.bindHandler(Handler.of("works", r -> text("fine")));
    TestDevice greedy = ward.device("pump-1");
    TestDevice other = ward.device("pump-2");
    assertThat(greedy.get("works").getCode()).isEqualTo(ResponseCode.CONTENT);
    List<Request> pending = new ArrayList<>();
    for (int i = 0; i < RequestDispatcher.IN_FLIGHT_PER_DEVICE_MAX; i++) {
      Request request = greedy.request(Code.GET, "never?" + i);
      var unused = greedy.send(request);
      pending.add(request);
    }
    TestWard.await(() -> pending.stream().allMatch(Request::isAcknowledged));

    assertThat(greedy.get("works").getCode()).isEqualTo(ResponseCode.TOO_MANY_REQUESTS);
    assertThat(other.get("works").getPayloadString()).isEqualTo("fine");
    // and it recovers when its requests are answered
    TestWard.await(() -> greedy.get("works").getCode() == ResponseCode.CONTENT);
  }
}
