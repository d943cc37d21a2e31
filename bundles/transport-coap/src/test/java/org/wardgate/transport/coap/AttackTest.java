package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.transport.coap.TestWard.Handler;

class AttackTest {
  /** A client hello of DTLS 1.2 without cookie, recorded from an empty random. */
  private static final byte[] HELLO =
      HexFormat.of()
          .parseHex(
              "16fefd0000000000000000003a0100002e000000000000002efefd"
                  + "00".repeat(32)
                  + "00"
                  + "00"
                  + "0002c0ae"
                  + "0100"
                  + "0000");

  private final TestWard ward = new TestWard(TestWard.config(0, 1000, 4, 20, 40, 10));

  AttackTest() {
    ward.transport.bindHandler(
        Handler.of(
            "ok",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(0, TestWard.bytes("ok")))));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private void send(List<byte[]> datagrams) throws IOException {
    InetSocketAddress gateway = ward.address();
    try (DatagramSocket socket = new DatagramSocket()) {
      for (byte[] datagram : datagrams) {
        socket.send(new DatagramPacket(datagram, datagram.length, gateway));
      }
    }
  }

  private void assertServing(String device) {
    assertThat(ward.device(device).get("ok").getPayloadString()).isEqualTo("ok");
  }

  @Test
  void survivesGarbage() throws IOException {
    Random random = new Random(1);
    List<byte[]> datagrams = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      byte[] datagram = new byte[random.nextInt(1, 1400)];
      random.nextBytes(datagram);
      if (i % 2 == 0 && datagram.length > 13) {
        // gets past the first look: a record header of every type
        datagram[0] = (byte) (20 + random.nextInt(6));
        datagram[1] = (byte) 0xfe;
        datagram[2] = (byte) 0xfd;
        datagram[3] = 0;
        datagram[4] = (byte) random.nextInt(2);
        datagram[5] = 0;
        datagram[11] = (byte) ((datagram.length - 13) >> 8);
        datagram[12] = (byte) (datagram.length - 13);
      }
      datagrams.add(datagram);
    }
    send(datagrams);

    assertServing("pump-1");
    assertThat(ward.sessions.established).hasSize(1);
  }

  @Test
  void survivesHandshakesThatBreakOff() throws IOException {
    List<byte[]> datagrams = new ArrayList<>();
    for (int cut = 14; cut <= HELLO.length; cut++) {
      datagrams.add(Arrays.copyOf(HELLO, cut));
    }
    for (int i = 13; i < HELLO.length; i++) {
      byte[] flipped = HELLO.clone();
      flipped[i] ^= (byte) 0xff;
      datagrams.add(flipped);
    }
    send(datagrams);

    // hellos of one address are limited: its own next one may have to be repeated
    assertServing("pump-1");
  }

  @Test
  void oneDevicesFloodIsItsOwnProblem() {
    TestDevice loud = ward.device("pump-1");
    TestDevice quiet = ward.device("monitor-1");
    assertThat(quiet.get("ok").getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(loud.get("ok").getCode()).isEqualTo(ResponseCode.CONTENT);
    List<CompletableFuture<Response>> flood = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      flood.add(loud.send(loud.request(Code.GET, "ok")));
    }
    List<Response> answers = flood.stream().map(TestDevice::join).toList();

    assertThat(answers)
        .filteredOn(r -> r.getCode() == ResponseCode.TOO_MANY_REQUESTS)
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.getOptions().getMaxAge()).isEqualTo(1));
    assertThat(answers).filteredOn(r -> r.getCode() == ResponseCode.CONTENT).isNotEmpty();
    assertThat(quiet.get("ok").getCode()).isEqualTo(ResponseCode.CONTENT);
  }

  @Test
  void replacingAHandlerUnderLoadLosesNoRequest() {
    TestWard busy = new TestWard(TestWard.config(0, 1000, 4, 100_000, 1000, 10));
    try {
      AtomicInteger served = new AtomicInteger();
      Handler first = counting(served);
      busy.transport.bindHandler(first);
      TestDevice device = busy.device("pump-1");
      assertThat(device.get("work").getCode()).isEqualTo(ResponseCode.CHANGED);
      AtomicBoolean replacing = new AtomicBoolean(true);
      CompletableFuture<Void> replacer =
          CompletableFuture.runAsync(
              () -> {
                Handler current = first;
                while (replacing.get()) {
                  busy.transport.unbindHandler(current);
                  Thread.onSpinWait();
                  current = counting(served);
                  busy.transport.bindHandler(current);
                }
              });
      int again = 0;
      for (int i = 0; i < 300; i++) {
        again += untilServed(device);
      }
      replacing.set(false);
      TestDevice.join(replacer);

      assertThat(served).hasValue(301);
      assertThat(again).isGreaterThanOrEqualTo(0);
    } finally {
      busy.close();
    }
  }

  private static Handler counting(AtomicInteger served) {
    return Handler.of(
        "work",
        r -> {
          served.incrementAndGet();
          return CompletableFuture.supplyAsync(
              () -> org.wardgate.api.transport.Response.changed(0, Bytes.EMPTY));
        });
  }

  /** How often the device was told to ask again. */
  private static int untilServed(TestDevice device) {
    int again = 0;
    while (true) {
      ResponseCode code = device.get("work").getCode();
      if (code == ResponseCode.CHANGED) {
        return again;
      }
      assertThat(code).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      again++;
    }
  }

  @Test
  void leavesNothingBehind() {
    TestWard once = new TestWard();
    once.device("pump-1");
    assertThat(once.address().getPort()).isPositive();
    once.close();
    close();

    TestWard.await(() -> TestDevice.liveThreads("wardgate-").isEmpty());
    assertThat(Files.exists(Path.of("Californium3.properties"))).isFalse();
  }
}
