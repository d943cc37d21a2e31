package org.wardgate.coap.eap.radius;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.wardgate.api.Bytes;

/** A RADIUS server that answers as a test wants, right or wrong. */
public final class FakeRadius implements AutoCloseable {
  private final DatagramSocket socket;
  private final RadiusSecret secret;
  private final Function<RadiusPacket, List<Reply>> behaviour;
  private final LinkedBlockingQueue<Bytes> requests = new LinkedBlockingQueue<>();

  /** What is wrong with an answer. */
  public enum Flaw {
    /** Nothing. */
    NONE,
    /** Made without the secret. */
    RESPONSE_AUTHENTICATOR,
    /** Has no Message-Authenticator, as before CVE-2024-3596. */
    NO_MESSAGE_AUTHENTICATOR,
    /** Has a wrong one. */
    MESSAGE_AUTHENTICATOR,
    /** Cut off. */
    SHORT
  }

  /** One answer. */
  public record Reply(int code, List<RadiusAttribute> attributes, Flaw flaw) {}

  /**
   * @param behaviour the answers to a request, none to be silent
   */
  public FakeRadius(String secret, Function<RadiusPacket, List<Reply>> behaviour)
      throws IOException {
    this.secret = secret(secret);
    this.behaviour = behaviour;
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "fake-radius");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  /** Requests as they came. */
  public LinkedBlockingQueue<Bytes> requests() {
    return requests;
  }

  private void serve() {
    byte[] buffer = new byte[4096];
    while (!socket.isClosed()) {
      try {
        DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
        socket.receive(datagram);
        byte[] bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
        requests.add(Bytes.of(bytes));
        RadiusPacket request = RadiusPacket.parse(bytes).orElseThrow();
        for (Reply reply : behaviour.apply(request)) {
          byte[] wire = wire(request, reply);
          socket.send(new DatagramPacket(wire, wire.length, datagram.getSocketAddress()));
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private byte[] wire(RadiusPacket request, Reply reply) {
    List<RadiusAttribute> attributes = new ArrayList<>();
    if (reply.flaw() != Flaw.NO_MESSAGE_AUTHENTICATOR) {
      attributes.add(
          new RadiusAttribute(RadiusAttribute.MESSAGE_AUTHENTICATOR, Bytes.of(new byte[16])));
    }
    attributes.addAll(reply.attributes());
    byte[] wire =
        new RadiusPacket(reply.code(), request.id(), request.authenticator(), attributes)
            .serialize();
    if (reply.flaw() != Flaw.NO_MESSAGE_AUTHENTICATOR) {
      byte[] mac = secret.hmacMd5(wire);
      if (reply.flaw() == Flaw.MESSAGE_AUTHENTICATOR) {
        mac[0] ^= 1;
      }
      System.arraycopy(mac, 0, wire, 22, mac.length);
    }
    byte[] digest = secret.md5BeforeSecret(wire);
    if (reply.flaw() == Flaw.RESPONSE_AUTHENTICATOR) {
      digest[0] ^= 1;
    }
    System.arraycopy(digest, 0, wire, 4, digest.length);
    return reply.flaw() == Flaw.SHORT ? Arrays.copyOf(wire, wire.length - 3) : wire;
  }

  /** The two key attributes of an MSK, encrypted for the asker (RFC 2548 §2.4.2). */
  public static List<RadiusAttribute> keys(String shared, RadiusPacket request, Bytes msk) {
    RadiusSecret secret = secret(shared);
    byte[] bytes = msk.toArray();
    return List.of(
        key(secret, request, 17, Arrays.copyOf(bytes, 32), (short) 0x8001),
        key(secret, request, 16, Arrays.copyOfRange(bytes, 32, 64), (short) 0x8002));
  }

  private static RadiusSecret secret(String shared) {
    return new RadiusSecret(Bytes.of(shared.getBytes(StandardCharsets.UTF_8)));
  }

  private static RadiusAttribute key(
      RadiusSecret secret, RadiusPacket request, int type, byte[] key, short salt) {
    byte[] plain = ByteBuffer.allocate(48).put((byte) key.length).put(key).array();
    ByteBuffer out = ByteBuffer.allocate(6 + 2 + plain.length);
    out.putInt(311).put((byte) type).put((byte) (out.capacity() - 4)).putShort(salt);
    byte[] saltBytes = ByteBuffer.allocate(2).putShort(salt).array();
    byte[] pad = secret.md5AfterSecret(request.authenticator().toArray(), saltBytes);
    for (int at = 0; at < plain.length; at += 16) {
      byte[] block = new byte[16];
      for (int i = 0; i < 16; i++) {
        block[i] = (byte) (plain[at + i] ^ pad[i]);
      }
      out.put(block);
      pad = secret.md5AfterSecret(block, new byte[0]);
    }
    return new RadiusAttribute(RadiusAttribute.VENDOR_SPECIFIC, Bytes.of(out.array()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
