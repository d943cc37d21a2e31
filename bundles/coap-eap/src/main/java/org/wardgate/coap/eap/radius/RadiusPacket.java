package org.wardgate.coap.eap.radius;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * A RADIUS packet (RFC 2865 §3). Immutable.
 *
 * @param code what it is
 * @param id 0 to 255
 * @param authenticator 16 bytes
 * @param attributes in their order
 */
public record RadiusPacket(
    int code, int id, Bytes authenticator, List<RadiusAttribute> attributes) {
  /** Access-Request. */
  public static final int ACCESS_REQUEST = 1;

  /** Access-Accept. */
  public static final int ACCESS_ACCEPT = 2;

  /** Access-Reject. */
  public static final int ACCESS_REJECT = 3;

  /** Access-Challenge. */
  public static final int ACCESS_CHALLENGE = 11;

  /** Largest packet. */
  public static final int PACKET_MAX_BYTES = 4_096;

  static final int AUTHENTICATOR_BYTES = 16;
  static final int AUTHENTICATOR_OFFSET = 4;
  static final int HEADER_BYTES = 20;
  static final int ATTRIBUTE_HEADER_BYTES = 2;

  /** Copies the list. */
  public RadiusPacket {
    attributes = List.copyOf(attributes);
  }

  /** Reads a datagram; absent if it is malformed. Octets behind the length are padding (§3). */
  public static Optional<RadiusPacket> parse(byte[] datagram) {
    if (datagram.length < HEADER_BYTES || datagram.length > PACKET_MAX_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(datagram);
    int code = in.get() & 0xFF;
    int id = in.get() & 0xFF;
    int length = in.getShort() & 0xFFFF;
    if (length < HEADER_BYTES || length > datagram.length) {
      return Optional.empty();
    }
    in.limit(length);
    Bytes authenticator = take(in, AUTHENTICATOR_BYTES);
    List<RadiusAttribute> attributes = new ArrayList<>();
    while (in.hasRemaining()) {
      if (in.remaining() < ATTRIBUTE_HEADER_BYTES) {
        return Optional.empty();
      }
      int type = in.get() & 0xFF;
      int valueBytes = (in.get() & 0xFF) - ATTRIBUTE_HEADER_BYTES;
      if (valueBytes < 0 || valueBytes > in.remaining()) {
        return Optional.empty();
      }
      attributes.add(new RadiusAttribute(type, take(in, valueBytes)));
    }
    return Optional.of(new RadiusPacket(code, id, authenticator, attributes));
  }

  private static Bytes take(ByteBuffer in, int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return Bytes.of(bytes);
  }

  /**
   * The datagram.
   *
   * @throws IllegalStateException if it would be larger than {@value #PACKET_MAX_BYTES} bytes
   */
  public byte[] serialize() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (RadiusAttribute attribute : attributes) {
      body.write(attribute.type());
      body.write(attribute.value().length() + ATTRIBUTE_HEADER_BYTES);
      body.writeBytes(attribute.value().toArray());
    }
    int length = HEADER_BYTES + body.size();
    if (length > PACKET_MAX_BYTES) {
      throw new IllegalStateException("RADIUS packet of " + length + " B");
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) code).put((byte) id).putShort((short) length);
    out.put(authenticator.toArray()).put(body.toByteArray());
    return out.array();
  }

  /** Every attribute of a type. */
  public List<RadiusAttribute> all(int type) {
    return attributes.stream().filter(attribute -> attribute.type() == type).toList();
  }

  /** The first attribute of a type. */
  public Optional<Bytes> first(int type) {
    return attributes.stream()
        .filter(attribute -> attribute.type() == type)
        .findFirst()
        .map(RadiusAttribute::value);
  }

  /** The EAP packet in its EAP-Message attributes; absent if there is none (RFC 3579 §3.1). */
  public Optional<Bytes> eap() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    all(RadiusAttribute.EAP_MESSAGE).forEach(part -> whole.writeBytes(part.value().toArray()));
    return whole.size() == 0 ? Optional.empty() : Optional.of(Bytes.of(whole.toByteArray()));
  }

  /** An EAP packet as EAP-Message attributes (RFC 3579 §3.1). */
  public static List<RadiusAttribute> eapMessages(Bytes eap) {
    List<RadiusAttribute> parts = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(eap.toArray());
    while (in.hasRemaining()) {
      Bytes part = take(in, Math.min(in.remaining(), RadiusAttribute.VALUE_MAX_BYTES));
      parts.add(new RadiusAttribute(RadiusAttribute.EAP_MESSAGE, part));
    }
    return parts;
  }
}
