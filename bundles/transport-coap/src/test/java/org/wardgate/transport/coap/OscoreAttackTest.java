package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.api.transport.Response;
import org.wardgate.transport.coap.oscore.CoapMessage;
import org.wardgate.transport.coap.oscore.CoapOption;
import org.wardgate.transport.coap.oscore.OscoreException;
import org.wardgate.transport.coap.oscore.SecurityContext;

/** Datagrams that a stranger took, changed or made up. */
class OscoreAttackTest {
  private static final int BAD_REQUEST = 0x80;
  private static final int UNAUTHORIZED = 0x81;
  private static final int RESPONSE_WAIT_MILLIS = 20_000;
  private static final int SILENCE_MILLIS = 300;

  private final TestOpenWard ward = new TestOpenWard();
  private final TestOscoreDevice device = new TestOscoreDevice(ward.address());
  private final AtomicInteger handled = new AtomicInteger();
  private DatagramSocket socket;
  private SecurityContext context;

  @BeforeEach
  void open() throws Exception {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    ward.transport.bindHandler(
        TestWard.Handler.of(
            "echo",
            request -> {
              handled.incrementAndGet();
              return CompletableFuture.completedFuture(
                  Response.content(ContentFormat.TEXT_PLAIN, TestWard.bytes("served")));
            }));
    ward.open(device, "pump-1");
    context =
        new SecurityContext(
            Suite.AES_CCM_16_64_128,
            TestOpenWard.SECRET,
            Bytes.EMPTY,
            device.senderId(),
            TestOpenWard.DEVICE_RECIPIENT,
            Optional.empty());
  }

  @AfterEach
  void close() {
    socket.close();
    device.close();
    ward.close();
  }

  private CoapMessage request(int mid) throws OscoreException {
    CoapMessage plain =
        new CoapMessage(
            CoapMessage.CON,
            1,
            mid,
            Bytes.ofHex("0102"),
            List.of(new CoapOption(CoapOption.URI_PATH, TestWard.bytes("echo"))),
            Bytes.EMPTY);
    return context.protectRequest(plain).message();
  }

  private CoapMessage exchange(byte[] datagram) throws IOException {
    send(datagram);
    return CoapMessage.parse(receive()).orElseThrow();
  }

  private void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, ward.address()));
  }

  private byte[] receive() throws IOException {
    socket.setSoTimeout(RESPONSE_WAIT_MILLIS);
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private boolean silent() throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    try {
      socket.receive(new DatagramPacket(new byte[2048], 2048));
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  @Test
  void aRepeatedDatagramIsAnsweredAsBeforeAndNotHandledAgain() throws Exception {
    byte[] datagram = request(1).serialize();
    send(datagram);
    byte[] first = receive();
    send(datagram);
    assertThat(receive()).isEqualTo(first);
    assertThat(handled).hasValue(1);
  }

  @Test
  void aReplayedOscoreMessageIsRefused() throws Exception {
    CoapMessage message = request(1);
    exchange(message.serialize());
    // the message id is not protected: with another one it looks fresh
    CoapMessage answer = exchange(message.withMid(2).serialize());
    assertThat(answer.code()).isEqualTo(UNAUTHORIZED);
    assertThat(handled).hasValue(1);
  }

  @Test
  void aTamperedPayloadIsRefused() throws Exception {
    byte[] datagram = request(1).serialize();
    datagram[datagram.length - 1] ^= 1;
    assertThat(exchange(datagram).code()).isEqualTo(BAD_REQUEST);
    assertThat(handled).hasValue(0);
  }

  @Test
  void aTamperedOscoreOptionIsRefused() throws Exception {
    CoapMessage message = request(1);
    byte[] value = message.option(CoapOption.OSCORE).orElseThrow().value().toArray();
    value[1] ^= 0x10; // another sequence number
    CoapMessage tampered =
        new CoapMessage(
            message.type(),
            message.code(),
            message.mid(),
            message.token(),
            List.of(new CoapOption(CoapOption.OSCORE, Bytes.of(value))),
            message.payload());
    assertThat(exchange(tampered.serialize()).code()).isEqualTo(BAD_REQUEST);
    assertThat(handled).hasValue(0);
  }

  @Test
  void anOptionAddedOutsideIsIgnored() throws Exception {
    CoapMessage message = request(1);
    List<CoapOption> options = new ArrayList<>(message.options());
    options.add(new CoapOption(CoapOption.URI_PATH, TestWard.bytes("other")));
    CoapMessage added =
        new CoapMessage(
            message.type(),
            message.code(),
            message.mid(),
            message.token(),
            options,
            message.payload());
    assertThat(exchange(added.serialize()).option(CoapOption.OSCORE)).isPresent();
    assertThat(handled).hasValue(1);
  }

  @Test
  void anUnknownContextIsRefusedWithLessThanItSent() throws Exception {
    CoapMessage message = request(1);
    ward.transport.close(new org.wardgate.api.DeviceId("pump-1"));
    byte[] datagram = message.serialize();
    send(datagram);
    byte[] answer = receive();
    assertThat(CoapMessage.parse(answer).orElseThrow().code()).isEqualTo(UNAUTHORIZED);
    assertThat(answer.length).isLessThan(datagram.length);
    assertThat(handled).hasValue(0);
  }

  @Test
  void anUnprotectedRequestReachesNoHandler() throws Exception {
    CoapMessage plain =
        new CoapMessage(
            CoapMessage.CON,
            1,
            7,
            Bytes.ofHex("01"),
            List.of(new CoapOption(CoapOption.URI_PATH, TestWard.bytes("echo"))),
            Bytes.EMPTY);
    CoapMessage answer = exchange(plain.serialize());
    assertThat(answer.type()).isEqualTo(CoapMessage.RST);
    assertThat(handled).hasValue(0);
  }

  @Test
  void garbageIsIgnored() throws Exception {
    byte[] garbage = new byte[40];
    Arrays.fill(garbage, (byte) 0xC7);
    send(garbage);
    assertThat(silent()).isTrue();
    assertThat(exchange(request(1).serialize()).option(CoapOption.OSCORE)).isPresent();
  }

  @Test
  void aFloodOfUnprotectedRequestsIsDropped() throws Exception {
    try (TestOpenWard small = new TestOpenWard(java.util.Map.of("openRequestsPerSecondMax", 1))) {
      CoapMessage plain =
          new CoapMessage(
              CoapMessage.CON,
              1,
              0,
              Bytes.EMPTY,
              List.of(new CoapOption(CoapOption.URI_PATH, TestWard.bytes("nothing"))),
              Bytes.EMPTY);
      for (int mid = 0; mid < 100; mid++) {
        byte[] datagram = plain.withMid(mid).serialize();
        socket.send(new DatagramPacket(datagram, datagram.length, small.address()));
      }
      int answers = 0;
      while (!silent()) {
        answers++;
      }
      assertThat(answers).isLessThan(20);
    }
  }

  @Test
  void aFloodOfUnprotectedEmptyMessagesIsDropped() throws Exception {
    try (TestOpenWard small = new TestOpenWard(java.util.Map.of("openRequestsPerSecondMax", 1))) {
      CoapMessage ping =
          new CoapMessage(CoapMessage.CON, 0, 0, Bytes.EMPTY, List.of(), Bytes.EMPTY);
      for (int mid = 0; mid < 100; mid++) {
        byte[] datagram = ping.withMid(mid).serialize();
        socket.send(new DatagramPacket(datagram, datagram.length, small.address()));
      }
      int answers = 0;
      while (!silent()) {
        answers++;
      }
      assertThat(answers).isLessThan(20);
    }
  }
}
