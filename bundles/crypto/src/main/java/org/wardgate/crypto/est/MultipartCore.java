package org.wardgate.crypto.est;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;

/** {@code application/multipart-core} (RFC 8710): several payloads in one. Stateless. */
public final class MultipartCore {
  /** Largest payload of all parts, in bytes. */
  public static final int SIZE_MAX_BYTES = 65_536;

  /** Most parts. */
  public static final int PARTS_MAX_COUNT = 16;

  /** Largest Content-Format number. */
  public static final int FORMAT_MAX = 0xffff;

  private static final CborLimits LIMITS =
      new CborLimits(SIZE_MAX_BYTES, 1, 1 + 2 * PARTS_MAX_COUNT);
  private static final String WHAT = "a multipart payload";

  private MultipartCore() {}

  /**
   * One part.
   *
   * @param contentFormat of the content, 0 to {@value #FORMAT_MAX}
   * @param content the payload
   */
  public record Part(int contentFormat, Bytes content) {
    /**
     * @throws IllegalArgumentException if the format is out of range
     */
    public Part {
      if (contentFormat < 0 || contentFormat > FORMAT_MAX) {
        throw new IllegalArgumentException("a Content-Format has 16 bits");
      }
    }
  }

  /**
   * Encodes parts in the given order.
   *
   * @throws IllegalArgumentException if there are more than {@value #PARTS_MAX_COUNT}
   */
  public static Bytes encode(List<Part> parts) {
    if (parts.size() > PARTS_MAX_COUNT) {
      throw new IllegalArgumentException("at most " + PARTS_MAX_COUNT + " parts");
    }
    List<CborValue> items = new ArrayList<>(2 * parts.size());
    for (Part part : parts) {
      items.add(CborInt.of(part.contentFormat()));
      items.add(new CborBytes(part.content()));
    }
    return CborWriter.write(new CborArray(items));
  }

  /**
   * Decodes a payload. Parts that are null, which stand for what the server could not give, are
   * left out.
   *
   * @throws CryptoException MALFORMED, or what {@link CborReader#read} refuses
   */
  public static List<Part> decode(Bytes encoded) throws CryptoException {
    if (!(CborReader.read(encoded, LIMITS) instanceof CborArray array)
        || array.items().size() % 2 != 0) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is no array of pairs");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i += 2) {
      int format = format(array.items().get(i));
      CborValue content = array.items().get(i + 1);
      if (content instanceof CborBytes bytes) {
        parts.add(new Part(format, bytes.value()));
      } else if (!content.equals(CborSimple.NULL)) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " has a part that is no byte string");
      }
    }
    return List.copyOf(parts);
  }

  private static int format(CborValue value) throws CryptoException {
    if (value instanceof CborInt number && number.fitsLong()) {
      long format = number.asLong();
      if (format >= 0 && format <= FORMAT_MAX) {
        return (int) format;
      }
    }
    throw new CryptoException(Reason.MALFORMED, WHAT + " has a part without Content-Format");
  }
}
