package org.wardgate.transport.coap.oscore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * A CoAP message over UDP, byte by byte (RFC 7252 §3). Immutable.
 *
 * @param type 0 confirmable, 1 not, 2 acknowledgement, 3 reset
 * @param code the code octet; 0 is empty
 * @param mid message id, 0 to 65535
 * @param token 0 to 8 bytes
 * @param options in ascending order of their numbers
 * @param payload empty if there is none
 */
public record CoapMessage(
    int type, int code, int mid, Bytes token, List<CoapOption> options, Bytes payload) {
  /** Confirmable. */
  public static final int CON = 0;

  /** Non-confirmable. */
  public static final int NON = 1;

  /** Acknowledgement. */
  public static final int ACK = 2;

  /** Reset. */
  public static final int RST = 3;

  /** POST, the code of every protected request (RFC 8613 §4.2). */
  public static final int POST = 0x02;

  /** 2.04, the code of every protected response (RFC 8613 §4.2). */
  public static final int CHANGED = 0x44;

  private static final int HEADER_BYTES = 4;
  private static final int TOKEN_MAX_BYTES = 8;
  private static final int VERSION = 1;

  /** Copies the list. */
  public CoapMessage {
    options = List.copyOf(options);
  }

  /** Reads a datagram; absent if it is not a CoAP message of version 1, or breaks a limit. */
  public static Optional<CoapMessage> parse(byte[] datagram) {
    if (datagram.length < HEADER_BYTES || ((datagram[0] >> 6) & 3) != VERSION) {
      return Optional.empty();
    }
    int tokenBytes = datagram[0] & 0x0F;
    if (tokenBytes > TOKEN_MAX_BYTES || datagram.length < HEADER_BYTES + tokenBytes) {
      return Optional.empty();
    }
    int code = datagram[1] & 0xFF;
    if (code == 0 && datagram.length > HEADER_BYTES) {
      return Optional.empty(); // RFC 7252 §4.1
    }
    ByteBuffer in = ByteBuffer.wrap(datagram);
    in.position(HEADER_BYTES);
    Bytes token = take(in, tokenBytes);
    return OptionsCodec.read(in)
        .map(
            body ->
                new CoapMessage(
                    (datagram[0] >> 4) & 3,
                    code,
                    ((datagram[2] & 0xFF) << 8) | (datagram[3] & 0xFF),
                    token,
                    body.options(),
                    body.payload()));
  }

  static Bytes take(ByteBuffer in, int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return Bytes.of(bytes);
  }

  /** The datagram. */
  public byte[] serialize() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((VERSION << 6) | (type << 4) | token.length());
    out.write(code);
    out.write(mid >> 8);
    out.write(mid);
    out.writeBytes(token.toArray());
    OptionsCodec.write(out, options, payload);
    return out.toByteArray();
  }

  /** Whether it is a request (RFC 7252 §5.8). */
  public boolean isRequest() {
    return code > 0 && code >> 5 == 0;
  }

  /** Whether it is a response (RFC 7252 §5.9). */
  public boolean isResponse() {
    int codeClass = code >> 5;
    return codeClass >= 2 && codeClass <= 5;
  }

  /** The first option of that number. */
  public Optional<CoapOption> option(int number) {
    return options.stream().filter(option -> option.number() == number).findFirst();
  }

  /** The same message with another id. */
  public CoapMessage withMid(int newMid) {
    return new CoapMessage(type, code, newMid, token, options, payload);
  }

  /** The same header and token around another content. */
  CoapMessage with(int newCode, List<CoapOption> newOptions, Bytes newPayload) {
    return new CoapMessage(type, newCode, mid, token, newOptions, newPayload);
  }
}
