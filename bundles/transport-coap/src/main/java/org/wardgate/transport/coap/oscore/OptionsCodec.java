package org.wardgate.transport.coap.oscore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/** The options and the payload behind them, as they stand in a message (RFC 7252 §3.1). */
final class OptionsCodec {
  /** More options than this no request here has any use for. */
  static final int OPTIONS_MAX_COUNT = 64;

  private static final int NUMBER_MAX = 65_535;
  private static final int MARKER = 0xFF;
  private static final int ONE_MORE = 13;
  private static final int TWO_MORE = 14;
  private static final int TWO_MORE_FROM = 269;

  private OptionsCodec() {}

  /**
   * @param options ascending
   * @param payload empty if there is none
   */
  record Body(List<CoapOption> options, Bytes payload) {}

  /** Reads to the end; absent if it is malformed. */
  static Optional<Body> read(ByteBuffer in) {
    List<CoapOption> options = new ArrayList<>();
    int number = 0;
    while (in.hasRemaining()) {
      int first = in.get() & 0xFF;
      if (first == MARKER) {
        // a marker without payload is malformed
        return in.hasRemaining()
            ? Optional.of(new Body(options, CoapMessage.take(in, in.remaining())))
            : Optional.empty();
      }
      int delta = extended(in, first >> 4);
      int length = extended(in, first & 0x0F);
      if (delta < 0 || length < 0 || length > in.remaining()) {
        return Optional.empty();
      }
      number += delta;
      if (number > NUMBER_MAX || options.size() == OPTIONS_MAX_COUNT) {
        return Optional.empty();
      }
      options.add(new CoapOption(number, CoapMessage.take(in, length)));
    }
    return Optional.of(new Body(options, Bytes.EMPTY));
  }

  private static int extended(ByteBuffer in, int nibble) {
    if (nibble < ONE_MORE) {
      return nibble;
    }
    if (nibble == ONE_MORE && in.remaining() >= 1) {
      return (in.get() & 0xFF) + ONE_MORE;
    }
    if (nibble == TWO_MORE && in.remaining() >= 2) {
      return (in.getShort() & 0xFFFF) + TWO_MORE_FROM;
    }
    return -1;
  }

  static void write(ByteArrayOutputStream out, List<CoapOption> options, Bytes payload) {
    int last = 0;
    for (CoapOption option :
        options.stream().sorted(Comparator.comparingInt(CoapOption::number)).toList()) {
      int delta = option.number() - last;
      int length = option.value().length();
      out.write((nibble(delta) << 4) | nibble(length));
      more(out, delta);
      more(out, length);
      out.writeBytes(option.value().toArray());
      last = option.number();
    }
    if (payload.length() > 0) {
      out.write(MARKER);
      out.writeBytes(payload.toArray());
    }
  }

  private static int nibble(int value) {
    return value < ONE_MORE ? value : value < TWO_MORE_FROM ? ONE_MORE : TWO_MORE;
  }

  private static void more(ByteArrayOutputStream out, int value) {
    if (value >= TWO_MORE_FROM) {
      out.write((value - TWO_MORE_FROM) >> 8);
      out.write(value - TWO_MORE_FROM);
    } else if (value >= ONE_MORE) {
      out.write(value - ONE_MORE);
    }
  }
}
