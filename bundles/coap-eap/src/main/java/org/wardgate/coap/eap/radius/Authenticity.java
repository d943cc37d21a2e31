package org.wardgate.coap.eap.radius;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * What makes packets believable. MD5 alone is forgeable (CVE-2024-3596), so a Message-Authenticator
 * comes first in every request and is required in every answer.
 */
final class Authenticity {
  private static final Bytes NOTHING_YET = Bytes.of(new byte[RadiusPacket.AUTHENTICATOR_BYTES]);

  private Authenticity() {}

  /** An Access-Request as it goes out. */
  static byte[] request(
      int id, Bytes authenticator, List<RadiusAttribute> attributes, RadiusSecret secret) {
    List<RadiusAttribute> all = new ArrayList<>();
    all.add(new RadiusAttribute(RadiusAttribute.MESSAGE_AUTHENTICATOR, NOTHING_YET));
    all.addAll(attributes);
    byte[] wire = new RadiusPacket(RadiusPacket.ACCESS_REQUEST, id, authenticator, all).serialize();
    byte[] mac = secret.hmacMd5(wire);
    System.arraycopy(
        mac, 0, wire, RadiusPacket.HEADER_BYTES + RadiusPacket.ATTRIBUTE_HEADER_BYTES, mac.length);
    return wire;
  }

  /**
   * Checks an answer.
   *
   * @param datagram as it came in
   * @param answer the same, parsed
   * @return what is wrong with it; absent if it is authentic
   */
  static Optional<String> flaw(
      byte[] datagram, RadiusPacket answer, Bytes requestAuthenticator, RadiusSecret secret) {
    byte[] packet = Arrays.copyOf(datagram, ((datagram[2] & 0xFF) << 8) | (datagram[3] & 0xFF));
    System.arraycopy(
        requestAuthenticator.toArray(),
        0,
        packet,
        RadiusPacket.AUTHENTICATOR_OFFSET,
        RadiusPacket.AUTHENTICATOR_BYTES);
    // RFC 2865 §3: MD5 over code, id, length, the request's authenticator, attributes and secret
    if (!MessageDigest.isEqual(secret.md5BeforeSecret(packet), answer.authenticator().toArray())) {
      return Optional.of("bad Response Authenticator");
    }
    List<RadiusAttribute> macs = answer.all(RadiusAttribute.MESSAGE_AUTHENTICATOR);
    if (macs.size() != 1) {
      return Optional.of(macs.size() + " Message-Authenticators instead of one");
    }
    Bytes mac = macs.get(0).value();
    if (mac.length() != RadiusPacket.AUTHENTICATOR_BYTES) {
      return Optional.of("malformed Message-Authenticator");
    }
    int at = offset(answer);
    Arrays.fill(packet, at, at + mac.length(), (byte) 0);
    return MessageDigest.isEqual(secret.hmacMd5(packet), mac.toArray())
        ? Optional.empty()
        : Optional.of("bad Message-Authenticator");
  }

  private static int offset(RadiusPacket answer) {
    int at = RadiusPacket.HEADER_BYTES;
    for (RadiusAttribute attribute : answer.attributes()) {
      if (attribute.type() == RadiusAttribute.MESSAGE_AUTHENTICATOR) {
        break;
      }
      at += RadiusPacket.ATTRIBUTE_HEADER_BYTES + attribute.value().length();
    }
    return at + RadiusPacket.ATTRIBUTE_HEADER_BYTES;
  }
}
