package org.wardgate.crypto.cbor;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.Bytes;

/** Writes CBOR in the core deterministic encoding (RFC 8949 §4.2.1). Stateless. */
public final class CborWriter {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTE_STRING = 2;
  private static final int TEXT_STRING = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int SIMPLE_OR_FLOAT = 7;

  private static final int MAJOR_SHIFT = 5;
  private static final int INFO_ONE_BYTE = 24;
  private static final int INFO_TWO_BYTES = 25;
  private static final int INFO_FOUR_BYTES = 26;
  private static final int INFO_EIGHT_BYTES = 27;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CborWriter() {}

  /** Encodes a data item. */
  public static Bytes write(CborValue value) {
    return Bytes.of(encode(value));
  }

  private static byte[] encode(CborValue value) {
    CborWriter writer = new CborWriter();
    writer.item(value);
    return writer.out.toByteArray();
  }

  private void item(CborValue value) {
    if (value instanceof CborInt integer) {
      integer(integer.value());
    } else if (value instanceof CborBytes bytes) {
      string(BYTE_STRING, bytes.value().toArray());
    } else if (value instanceof CborText text) {
      string(TEXT_STRING, text.value().getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof CborArray array) {
      head(ARRAY, array.items().size());
      array.items().forEach(this::item);
    } else if (value instanceof CborMap map) {
      map(map.entries());
    } else if (value instanceof CborTag tag) {
      head(TAG, tag.tag());
      item(tag.value());
    } else if (value instanceof CborSimple simple) {
      head(SIMPLE_OR_FLOAT, simple.number());
    } else if (value instanceof CborFloat number) {
      number(number.value());
    }
  }

  private void integer(BigInteger value) {
    if (value.signum() >= 0) {
      head(UNSIGNED, value.longValue());
    } else {
      head(NEGATIVE, value.not().longValue());
    }
  }

  private void string(int major, byte[] content) {
    head(major, content.length);
    out.writeBytes(content);
  }

  private void map(Map<CborValue, CborValue> entries) {
    // RFC 8949 §4.2.1: keys sorted bytewise in their encoded form
    Map<byte[], CborValue> sorted = new TreeMap<>(Arrays::compareUnsigned);
    entries.forEach((key, value) -> sorted.put(encode(key), value));
    head(MAP, sorted.size());
    sorted.forEach(
        (key, value) -> {
          out.writeBytes(key);
          item(value);
        });
  }

  /** The argument is unsigned. */
  private void head(int major, long argument) {
    int type = major << MAJOR_SHIFT;
    if (argument >= 0 && argument < INFO_ONE_BYTE) {
      out.write(type | (int) argument);
    } else if (argument >>> Byte.SIZE == 0) {
      out.write(type | INFO_ONE_BYTE);
      out.write((int) argument);
    } else if (argument >>> Short.SIZE == 0) {
      out.write(type | INFO_TWO_BYTES);
      out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) argument).array());
    } else if (argument >>> Integer.SIZE == 0) {
      out.write(type | INFO_FOUR_BYTES);
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) argument).array());
    } else {
      out.write(type | INFO_EIGHT_BYTES);
      out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(argument).array());
    }
  }

  /** The shortest of the three widths that keeps the value. */
  private void number(double value) {
    int type = SIMPLE_OR_FLOAT << MAJOR_SHIFT;
    float single = (float) value;
    if (!Double.isNaN(value) && single != value) {
      out.write(type | INFO_EIGHT_BYTES);
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
      return;
    }
    int half = HalfFloat.encode(single);
    if (half == HalfFloat.NONE) {
      out.write(type | INFO_FOUR_BYTES);
      out.writeBytes(ByteBuffer.allocate(Float.BYTES).putFloat(single).array());
    } else {
      out.write(type | INFO_TWO_BYTES);
      out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) half).array());
    }
  }
}
