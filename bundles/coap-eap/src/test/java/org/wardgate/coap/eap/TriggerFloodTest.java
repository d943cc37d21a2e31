package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.coap.eap.peer.EapDevice;
import org.wardgate.coap.eap.peer.EapMethod;
import org.wardgate.coap.eap.radius.FakeRadius;

/** Strangers who trigger, from addresses that may not be theirs. */
class TriggerFloodTest {
  private static final int WAIT_SECONDS = 60;

  @TempDir Path directory = Path.of(".");

  private static byte[] trigger(int mid) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x51, 0x02, (byte) (mid >> 8), (byte) mid, 1});
    out.write(0xBB); // Uri-Path, 11 bytes
    out.writeBytes(".well-known".getBytes(StandardCharsets.US_ASCII));
    out.write(0x08); // Uri-Path, 8 bytes
    out.writeBytes("coap-eap".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {(byte) 0xD1, (byte) (258 - 11 - 13), 0x02}); // No-Response
    out.write(0xFF);
    out.writeBytes("/a/eap/1".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static void send(DatagramSocket socket, byte[] datagram, EapWard ward)
      throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, ward.address()));
  }

  private static void awaitIdle(EapWard ward) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (ward.eap.ongoing() > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      boolean never = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      assertThat(never).isFalse();
    }
  }

  private EapWard ward(FakeRadius radius, Map<String, Object> values) throws Exception {
    return new EapWard(directory, radius.address(), values);
  }

  private static List<byte[]> received(DatagramSocket socket) throws IOException {
    List<byte[]> all = new ArrayList<>();
    socket.setSoTimeout(500);
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return all;
      }
      all.add(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }

  @Test
  void anUnauthenticatedTriggerIsHardlyAmplified() throws Exception {
    try (FakeRadius radius = new FakeRadius(Hostapd.SECRET, packet -> List.of());
        EapWard ward = ward(radius, Map.of("answerSecondsMax", 8));
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      byte[] trigger = trigger(1);
      send(socket, trigger, ward);
      DatagramPacket first = new DatagramPacket(new byte[2048], 2048);
      socket.setSoTimeout(WAIT_SECONDS * 1000);
      socket.receive(first);
      awaitIdle(ward);
      List<byte[]> more = received(socket);
      // one packet and one repetition, each about as long as the trigger
      assertThat(more).hasSizeLessThanOrEqualTo(1);
      assertThat(first.getLength()).isLessThan(2 * trigger.length);
      assertThat(ward.refused).isEmpty();
      assertThat(radius.requests()).isEmpty();
    }
  }

  @Test
  void aTriggerDuringAnAuthenticationIsIgnored() throws Exception {
    try (FakeRadius radius = new FakeRadius(Hostapd.SECRET, packet -> List.of());
        EapWard ward = ward(radius, Map.of("answerSecondsMax", 8));
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      for (int mid = 0; mid < 20; mid++) {
        send(socket, trigger(mid), ward);
      }
      awaitBusy(ward);
      assertThat(ward.eap.ongoing()).isEqualTo(1);
      awaitIdle(ward);
      assertThat(received(socket)).hasSizeLessThanOrEqualTo(4);
    }
  }

  private static void awaitBusy(EapWard ward) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (ward.eap.ongoing() == 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      boolean never = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
      assertThat(never).isFalse();
    }
  }

  @Test
  void aTriggerFloodBeginsFewAuthentications() throws Exception {
    try (FakeRadius radius = new FakeRadius(Hostapd.SECRET, packet -> List.of());
        EapWard ward = ward(radius, Map.of("concurrentPerAddressMax", 3, "answerSecondsMax", 8))) {
      List<DatagramSocket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 100; i++) {
          DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
          sockets.add(socket);
          send(socket, trigger(i), ward);
        }
        awaitBusy(ward);
        assertThat(ward.eap.ongoing()).isLessThanOrEqualTo(3);
      } finally {
        sockets.forEach(DatagramSocket::close);
      }
      awaitIdle(ward);
    }
  }

  @Test
  void spoofedTriggersDoNotLockOutADevice() throws Exception {
    try (FakeRadius radius = new FakeRadius(Hostapd.SECRET, packet -> List.of());
        EapWard ward = ward(radius, Map.of("concurrentMax", 1));
        EapDevice device = new EapDevice(ward.address(), "pump-1", new Silent())) {
      List<DatagramSocket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < Places.UNHEARD_MAX_COUNT + 20; i++) {
          byte[] address = {127, 0, (byte) (1 + i / 200), (byte) (1 + i % 200)};
          DatagramSocket socket = new DatagramSocket(0, InetAddress.getByAddress(address));
          sockets.add(socket);
          send(socket, trigger(i), ward);
          // it has a place now; nobody ever answers
          socket.setSoTimeout(WAIT_SECONDS * 1000);
          socket.receive(new DatagramPacket(new byte[2048], 2048));
        }
        device.trigger();
        // the server is asked: the device was heard
        assertThat(radius.requests().poll(WAIT_SECONDS, TimeUnit.SECONDS)).isNotNull();
        assertThat(ward.eap.ongoing()).isLessThanOrEqualTo(Places.UNHEARD_MAX_COUNT + 1);
      } finally {
        sockets.forEach(DatagramSocket::close);
      }
    }
  }

  /** Has no method; the identity is enough. */
  private static final class Silent implements EapMethod {
    @Override
    public int type() {
      return EapPacket.TYPE_PSK;
    }

    @Override
    public Optional<Bytes> respond(Bytes request) {
      return Optional.empty();
    }

    @Override
    public Optional<Bytes> msk() {
      return Optional.empty();
    }
  }

  @Test
  void aTriggerThatNamesNoPathIsIgnored() throws Exception {
    try (FakeRadius radius = new FakeRadius(Hostapd.SECRET, packet -> List.of());
        EapWard ward = ward(radius, Map.of());
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      byte[] odd = trigger(1);
      odd[odd.length - 1] = '%';
      send(socket, odd, ward);
      assertThat(received(socket)).isEmpty();
      assertThat(ward.eap.ongoing()).isZero();
    }
  }
}
