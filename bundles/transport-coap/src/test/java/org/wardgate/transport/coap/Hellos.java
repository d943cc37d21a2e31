package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Client hellos by hand, for those who never go on. */
final class Hellos {
  private static final int COOKIE_OFFSET = 13 + 12 + 2;

  private Hellos() {}

  /** An address of this machine that looks like another one. */
  static InetAddress stranger(int number) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 1, (byte) (number >> 8), (byte) (number | 1)});
  }

  /** RFC 6347 §4.2.2; TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8 with P-256. */
  static byte[] hello(int sequence, byte[] cookie) {
    byte[] extensions = {
      0,
      10,
      0,
      4,
      0,
      2,
      0,
      23, // supported groups: secp256r1
      0,
      11,
      0,
      2,
      1,
      0, // point formats: uncompressed
      0,
      13,
      0,
      4,
      0,
      2,
      4,
      3 // signatures: ecdsa with sha-256
    };
    int body = 2 + 32 + 1 + 1 + cookie.length + 2 + 2 + 2 + 2 + extensions.length;
    return ByteBuffer.allocate(13 + 12 + body)
        .put((byte) 22)
        .putShort((short) 0xfefd)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(sequence)
        .putShort((short) (12 + body))
        .putInt(1 << 24 | body)
        .putShort((short) sequence)
        .put(new byte[3])
        .put((byte) 0)
        .putShort((short) body)
        .putShort((short) 0xfefd)
        .put(new byte[32])
        .put((byte) 0)
        .put((byte) cookie.length)
        .put(cookie)
        .putShort((short) 2)
        .putShort((short) 0xc0ae)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) extensions.length)
        .put(extensions)
        .array();
  }

  static void send(DatagramSocket from, byte[] data, InetSocketAddress to) throws IOException {
    from.send(new DatagramPacket(data, data.length, to));
  }

  /** Begins a handshake as anybody can who gets answers, and waits for the gateway's hello. */
  static void leaveHalfOpen(DatagramSocket from, InetSocketAddress gateway) throws IOException {
    from.setSoTimeout((int) TestDevice.WAIT_SECONDS * 1000);
    send(from, hello(0, new byte[0]), gateway);
    DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
    from.receive(answer);
    int length = answer.getData()[COOKIE_OFFSET] & 0xff;
    byte[] cookie =
        Arrays.copyOfRange(answer.getData(), COOKIE_OFFSET + 1, COOKIE_OFFSET + 1 + length);
    send(from, hello(1, cookie), gateway);
  }
}
