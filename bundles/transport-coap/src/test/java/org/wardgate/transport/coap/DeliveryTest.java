package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/** A handler hears when all of its answer was fetched, and not before. */
class DeliveryTest {
  private static final int SZX_512 = 5;

  private final TestWard ward = new TestWard(TestWard.config(0, 1000, 4, 5000, 1000, 10));
  private final LinkedBlockingQueue<Response> delivered = new LinkedBlockingQueue<>();
  private volatile Response answer = Response.empty(ResponseCode.NOT_FOUND);

  DeliveryTest() {
    ward.transport.bindHandler(new Serving());
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private final class Serving implements ResourceHandler {
    @Override
    public String path() {
      return "large";
    }

    @Override
    public Set<Method> methods() {
      return Set.of(Method.GET);
    }

    @Override
    public int payloadMaxBytes() {
      return 0;
    }

    @Override
    public Map<String, String> linkAttributes() {
      return Map.of();
    }

    @Override
    public CompletionStage<Response> handle(BoundedRequest request) {
      return completedFuture(answer);
    }

    @Override
    public void delivered(BoundedRequest request, Response response) {
      assertThat(request.path()).isEqualTo("large");
      delivered.add(response);
    }
  }

  private static Response content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return Response.content(42, Bytes.of(content));
  }

  /** Fetches one block alone, as a device that does its own blocks. */
  private static void block(TestDevice device, int num) {
    Request request = device.request(Code.GET, "large");
    request.getOptions().setBlock2(SZX_512, false, num);
    TestDevice.join(device.send(request));
  }

  /** Does not assemble bodies by itself. */
  private TestDevice blockByBlock() {
    return ward.device(
        "pump-1", exchange -> {}, config -> config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0));
  }

  private Response heard() throws InterruptedException {
    return delivered.poll(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void anAnswerOfOneMessageAndOneOfManyAreTold() throws InterruptedException {
    TestDevice device = ward.device("pump-1");
    for (int length : new int[] {0, 1, 512, 1_024, 1_025, 16_384}) {
      answer = content(length);
      assertThat(Requests.payload(device.get("large").getPayload())).isEqualTo(answer.payload());
      assertThat(heard()).isEqualTo(answer);
    }
    device.get(".well-known/core");
    assertThat(delivered).isEmpty();
  }

  @Test
  void aRefusalIsNotTold() throws InterruptedException {
    TestDevice device = ward.device("pump-1");
    device.get("large");
    answer = content(3);
    device.get("large");
    assertThat(heard()).isEqualTo(answer);
    assertThat(delivered).isEmpty();
  }

  @Test
  void aDeviceThatStopsHalfWayWasNotGivenIt() throws InterruptedException {
    TestDevice device = blockByBlock();
    answer = content(1_500);
    block(device, 0);
    block(device, 1);
    assertThat(delivered).isEmpty();
    block(device, 0); // from the beginning: the transfer before is given up
    block(device, 1);
    assertThat(delivered).isEmpty();
    block(device, 2);
    assertThat(heard()).isEqualTo(answer);
    assertThat(delivered).isEmpty();
  }

  @Test
  void theLastBlockAloneIsNotAll() {
    TestDevice device = blockByBlock();
    answer = content(1_500);
    block(device, 2);
    block(device, 0);
    block(device, 2);
    assertThat(delivered).isEmpty();
  }
}
