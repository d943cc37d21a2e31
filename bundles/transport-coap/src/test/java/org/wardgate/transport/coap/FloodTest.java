package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.Test;
import org.wardgate.transport.coap.Drops.Reason;
import org.wardgate.transport.coap.TestWard.Handler;

/** A stranger's flood does not delay an admitted device. */
class FloodTest {
  private static final int EXCHANGES = 200;

  private static TestWard ward() {
    Map<String, Object> values = new HashMap<>();
    values.put("bindAddress", "127.0.0.1");
    values.put("port", 0);
    values.put("requestsPerSecondMax", 100_000);
    values.put("hellosPerSecondMax", 50);
    values.put("hellosOverallPerSecondMax", 50);
    values.put("handshakesPerSecondMax", 20);
    values.put("halfOpenPerAddressMax", 3);
    values.put("halfOpenMax", 6);
    TestWard ward = new TestWard(values);
    ward.transport.bindHandler(
        Handler.of(
            "ok",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(0, TestWard.bytes("ok")))));
    return ward;
  }

  private interface Burst {
    void send(DatagramSocket from, Random random) throws IOException;
  }

  /** Floods from many addresses while an admitted device exchanges; both have to happen. */
  private static void assertServedDuring(TestWard ward, Burst burst, Reason reason) {
    TestDevice admitted = ward.device("pump-1");
    assertThat(admitted.get("ok").getCode()).isEqualTo(ResponseCode.CONTENT);
    CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();
    AtomicBoolean flooding = new AtomicBoolean(true);
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(burst, flooding, sent));
    TestWard.await(() -> endpoint.drops().of(reason) > 100 || flood.isDone());
    long before = endpoint.drops().of(reason);
    for (int i = 0; i < EXCHANGES; i++) {
      assertThat(admitted.get("ok").getPayloadString()).isEqualTo("ok");
    }
    // it went on all the time, and what it sent was dropped
    TestWard.await(() -> endpoint.drops().of(reason) > before || flood.isDone());
    flooding.set(false);
    TestDevice.join(flood);
    assertThat(endpoint.drops().of(reason)).isGreaterThan(before);
    assertThat(sent).hasValueGreaterThan(100);
    assertThat(admitted.handshakes()).isEqualTo(1);
    assertThat(ward.sessions.established).hasSize(1);
  }

  private static void flood(Burst burst, AtomicBoolean flooding, AtomicLong sent) {
    Random random = new Random(7);
    List<DatagramSocket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        strangers.add(new DatagramSocket(new InetSocketAddress(Hellos.stranger(i * 7), 0)));
      }
      while (flooding.get()) {
        burst.send(strangers.get(random.nextInt(strangers.size())), random);
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      strangers.forEach(DatagramSocket::close);
    }
  }

  @Test
  void aFloodOfClientHellosFromManyAddressesDelaysNobody() {
    try (TestWard ward = ward()) {
      InetSocketAddress gateway = ward.address();
      byte[] hello = Hellos.hello(0, new byte[0]);
      assertServedDuring(
          ward, (from, random) -> Hellos.send(from, hello, gateway), Reason.HELLOS_OVERALL);
      // cookies are stateless: nothing is left of them
      assertThat(ward.transport.endpoint().orElseThrow().connections()).isEqualTo(1);
    }
  }

  @Test
  void aFloodOfClientHellosWithMadeUpCookiesDelaysNobody() {
    try (TestWard ward = ward()) {
      InetSocketAddress gateway = ward.address();
      assertServedDuring(
          ward,
          (from, random) -> {
            byte[] cookie = new byte[32];
            random.nextBytes(cookie);
            Hellos.send(from, Hellos.hello(1, cookie), gateway);
          },
          Reason.COOKIES_OVERALL);
      assertThat(ward.transport.endpoint().orElseThrow().connections()).isEqualTo(1);
    }
  }

  @Test
  void aFloodOfGarbageDelaysNobody() {
    try (TestWard ward = ward()) {
      InetSocketAddress gateway = ward.address();
      assertServedDuring(
          ward,
          (from, random) -> {
            byte[] garbage = new byte[random.nextInt(1, 1200)];
            random.nextBytes(garbage);
            Hellos.send(from, garbage, gateway);
          },
          Reason.NO_RECORD);
    }
  }

  @Test
  void aFloodOfRecordsOfNoSessionDelaysNobody() {
    try (TestWard ward = ward()) {
      InetSocketAddress gateway = ward.address();
      assertServedDuring(
          ward,
          (from, random) -> {
            byte[] record = new byte[13 + 6 + 50];
            random.nextBytes(record);
            // tls12_cid, DTLS 1.2, epoch 1
            System.arraycopy(new byte[] {25, -2, -3, 0, 1, 0, 0}, 0, record, 0, 7);
            record[17] = 0;
            record[18] = 50;
            Hellos.send(from, record, gateway);
          },
          Reason.RECORD_OF_NOBODY);
    }
  }

  @Test
  void handshakesThatNeverFinishFillNothing() throws IOException {
    try (TestWard ward = ward()) {
      TestDevice admitted = ward.device("pump-1");
      assertThat(admitted.get("ok").getCode()).isEqualTo(ResponseCode.CONTENT);
      CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();
      List<DatagramSocket> strangers = new ArrayList<>();
      for (int i = 0; endpoint.drops().of(Reason.HALF_OPEN_OF_ADDRESS) == 0 && i < 20; i++) {
        DatagramSocket one = new DatagramSocket(new InetSocketAddress(Hellos.stranger(3), 0));
        strangers.add(one);
        leaveHalfOpen(one, ward.address(), endpoint);
      }
      assertThat(endpoint.halfOpen()).isEqualTo(3);
      for (int i = 0; endpoint.drops().of(Reason.HALF_OPEN_OVERALL) == 0 && i < 40; i++) {
        DatagramSocket one =
            new DatagramSocket(new InetSocketAddress(Hellos.stranger(9 + 2 * i), 0));
        strangers.add(one);
        leaveHalfOpen(one, ward.address(), endpoint);
      }
      assertThat(endpoint.halfOpen()).isEqualTo(6);

      for (int i = 0; i < EXCHANGES; i++) {
        assertThat(admitted.get("ok").getPayloadString()).isEqualTo("ok");
      }
      // an address that had a session before is no stranger: its next handshake is let through
      assertThat(ward.device("pump-2").get("ok").getPayloadString()).isEqualTo("ok");
      strangers.forEach(DatagramSocket::close);
    }
  }

  /** Goes on when the gateway has taken the second hello or dropped it. */
  private static void leaveHalfOpen(
      DatagramSocket from, InetSocketAddress gateway, CoapsEndpoint endpoint) throws IOException {
    int open = endpoint.halfOpen();
    long dropped = endpoint.drops().total();
    Hellos.leaveHalfOpen(from, gateway);
    TestWard.await(() -> endpoint.halfOpen() > open || endpoint.drops().total() > dropped);
  }

  @Test
  void wrongKeysDelayNobody() {
    byte[] key = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    try (TestWard ward = ward()) {
      ward.transport.bindKeys(new TestKeys().with("sensor-1", key));
      TestDevice admitted = ward.device("pump-1");
      assertThat(admitted.get("ok").getCode()).isEqualTo(ResponseCode.CONTENT);
      CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();
      for (int i = 0; i < 5; i++) {
        byte[] wrong = key.clone();
        wrong[i] ^= 1;
        TestDevice guess =
            ward.keep(
                TestDevice.ofKey(
                    ward.address(), "sensor-1", wrong, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8));
        int open = endpoint.halfOpen();
        long dropped = endpoint.drops().total();
        var unused =
            guess.send(guess.request(org.eclipse.californium.core.coap.CoAP.Code.GET, "ok"));
        // one after the other: what is under way at once may exceed the limit
        TestWard.await(() -> endpoint.halfOpen() > open || endpoint.drops().total() > dropped);
      }
      // each Finished that cannot be read is dropped
      TestWard.await(() -> endpoint.drops().of(Reason.RECORD_OF_NOBODY) > 0);
      for (int i = 0; i < EXCHANGES; i++) {
        assertThat(admitted.get("ok").getPayloadString()).isEqualTo("ok");
      }
      assertThat(endpoint.halfOpen()).isLessThanOrEqualTo(3);
      assertThat(ward.sessions.established).hasSize(1);
    }
  }
}
