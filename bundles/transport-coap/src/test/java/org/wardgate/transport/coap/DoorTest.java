package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.SessionGate;
import org.wardgate.transport.coap.TestWard.Handler;

/** Who is not let in is not served. */
class DoorTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private final TestWard ward = new TestWard(TestWard.config(0, 1000, 4, 5000, 1000, 1));
  private final AtomicInteger served = new AtomicInteger();
  private final LinkedBlockingQueue<Peer> asked = new LinkedBlockingQueue<>();
  private volatile CompletableFuture<Boolean> verdict = new CompletableFuture<>();
  private final SessionGate gate =
      peer -> {
        asked.add(peer);
        return verdict.minimalCompletionStage();
      };

  DoorTest() {
    ward.transport.unbindGate(TestWard.EVERYBODY);
    ward.transport.bindGate(gate);
    ward.transport.bindHandler(Handler.of("hello", request -> hello()));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private CompletableFuture<org.eclipse.californium.core.coap.Response> hello(TestDevice device) {
    return device.send(device.request(Code.GET, "hello"));
  }

  private static void assertLater(org.eclipse.californium.core.coap.Response response) {
    assertThat(response.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(response.getOptions().getMaxAge()).isEqualTo(1);
  }

  @Test
  void aRequestWaitsUntilItsSessionIsLetIn() throws InterruptedException {
    // patience enough for a slow machine: the answer is given when the test says so
    TestWard slow = new TestWard(TestWard.config(0, 1000, 4, 5000, 1000, 60));
    try {
      slow.transport.bindGate(gate);
      slow.transport.bindHandler(Handler.of("hello", request -> hello()));
      TestDevice device = slow.device("pump-1");
      var answer = hello(device);
      Peer peer = asked.take();
      assertThat(slow.sessions.established).contains(peer); // told before anything was asked
      assertThat(served).hasValue(0);
      assertThat(answer).isNotDone();

      verdict.complete(true);
      assertThat(TestDevice.join(answer).getCode()).isEqualTo(ResponseCode.CONTENT);
      assertThat(hello(device).join().getCode()).isEqualTo(ResponseCode.CONTENT);
      assertThat(asked).isEmpty(); // once for a session
    } finally {
      slow.close();
    }
  }

  @Test
  void aRequestThatWaitsTooLongIsAnsweredLaterAndNeverHandled() {
    TestDevice device = ward.device("pump-1");
    assertLater(TestDevice.join(hello(device)));
    verdict.complete(true);
    assertThat(TestDevice.join(hello(device)).getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(served).hasValue(1);
  }

  @Test
  void aSessionThatIsNotLetInIsNotServedAndAskedAboutAgain() {
    verdict.complete(false);
    TestDevice device = ward.device("pump-1");
    assertLater(TestDevice.join(hello(device)));
    assertLater(TestDevice.join(hello(device)));
    assertThat(asked).hasSize(2);
    assertThat(served).hasValue(0);
  }

  @Test
  void aSessionThatEndsWhileItWaitsIsNotServed() throws InterruptedException {
    TestDevice device = ward.device("pump-1");
    var answer = hello(device);
    asked.take();
    ward.transport.close(PUMP);
    TestWard.await(() -> !ward.sessions.closed.isEmpty());
    verdict.complete(true);
    assertThat(served).hasValue(0);
    assertThat(answer.isDone() && !answer.isCompletedExceptionally()).isFalse();
  }

  @Test
  void anotherSessionOfTheDeviceIsAskedAboutOnItsOwn() {
    verdict.complete(true);
    assertThat(TestDevice.join(hello(ward.device("pump-1"))).isSuccess()).isTrue();
    verdict = completedFuture(false);
    assertLater(TestDevice.join(hello(ward.device("pump-1"))));
    assertThat(asked).extracting(Peer::session).doesNotHaveDuplicates().hasSize(2);
    assertThat(served).hasValue(1);
  }

  @Test
  void withoutAGateNothingIsServedButDiscovery() {
    ward.transport.unbindGate(gate);
    TestDevice device = ward.device("pump-1");
    assertLater(TestDevice.join(hello(device)));
    assertThat(device.get(".well-known/core").getCode()).isEqualTo(ResponseCode.CONTENT);
    ward.transport.bindGate(TestWard.EVERYBODY);
    assertThat(TestDevice.join(hello(device)).getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(served).hasValue(1);
  }

  @Test
  void aGateThatFailsServesNothing() {
    verdict = CompletableFuture.failedFuture(new IllegalStateException("broken"));
    var response = TestDevice.join(hello(ward.device("pump-1")));
    assertThat(response.getCode()).isEqualTo(ResponseCode.INTERNAL_SERVER_ERROR);
    assertThat(served).hasValue(0);
  }

  @Test
  void aRequestOverOscoreWaitsToo() throws Exception {
    verdict.complete(false);
    try (TestOpenWard open = new TestOpenWard();
        TestOscoreDevice device = new TestOscoreDevice(open.address())) {
      open.transport.bindGate(gate);
      open.transport.bindHandler(Handler.of("hello", request -> hello()));
      Peer peer = open.open(device, "pump-1");
      assertLater(device.get("hello"));
      assertThat(asked).extracting(Peer::session).containsExactly(peer.session());
      verdict = completedFuture(true);
      assertThat(device.get("hello").getCode()).isEqualTo(ResponseCode.CONTENT);
      assertThat(served).hasValue(1);
    }
  }

  private CompletableFuture<Response> hello() {
    served.incrementAndGet();
    return completedFuture(Response.content(0, TestWard.bytes("hello")));
  }
}
