package org.wardgate.transport.coap.oscore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * The value of the OSCORE option (RFC 8613 §6.1).
 *
 * @param partialIv 1 to 5 bytes; empty if it has none
 * @param kidContext the ID Context, if it is there
 * @param kid the sender's id, if it is there
 */
record OscoreOption(Bytes partialIv, Optional<Bytes> kidContext, Optional<Bytes> kid) {
  private static final int PIV_MASK = 0x07;
  private static final int PIV_MAX_BYTES = 5;
  private static final int KID = 0x08;
  private static final int KID_CONTEXT = 0x10;
  private static final int RESERVED = 0xE0;

  /** Reads a value; absent if it is malformed. */
  static Optional<OscoreOption> parse(Bytes value) {
    if (value.length() == 0) {
      return Optional.of(new OscoreOption(Bytes.EMPTY, Optional.empty(), Optional.empty()));
    }
    ByteBuffer in = ByteBuffer.wrap(value.toArray());
    int flags = in.get();
    int pivBytes = flags & PIV_MASK;
    if ((flags & RESERVED) != 0 || flags == 0 || pivBytes > PIV_MAX_BYTES) {
      return Optional.empty();
    }
    if (in.remaining() < pivBytes) {
      return Optional.empty();
    }
    Bytes piv = CoapMessage.take(in, pivBytes);
    Optional<Bytes> context = Optional.empty();
    if ((flags & KID_CONTEXT) != 0) {
      int length = in.hasRemaining() ? in.get() & 0xFF : -1;
      if (length < 0 || in.remaining() < length) {
        return Optional.empty();
      }
      context = Optional.of(CoapMessage.take(in, length));
    }
    if ((flags & KID) == 0) {
      return in.hasRemaining()
          ? Optional.empty()
          : Optional.of(new OscoreOption(piv, context, Optional.empty()));
    }
    return Optional.of(
        new OscoreOption(piv, context, Optional.of(CoapMessage.take(in, in.remaining()))));
  }

  /** As an option of a message. */
  CoapOption encode() {
    int flags =
        partialIv.length()
            | (kid.isPresent() ? KID : 0)
            | (kidContext.isPresent() ? KID_CONTEXT : 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (flags != 0) {
      out.write(flags);
      out.writeBytes(partialIv.toArray());
      kidContext.ifPresent(
          context -> {
            out.write(context.length());
            out.writeBytes(context.toArray());
          });
      kid.ifPresent(id -> out.writeBytes(id.toArray()));
    }
    return new CoapOption(CoapOption.OSCORE, Bytes.of(out.toByteArray()));
  }
}
