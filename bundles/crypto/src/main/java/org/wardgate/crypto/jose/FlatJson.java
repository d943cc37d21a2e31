package org.wardgate.crypto.jose;

import com.nimbusds.jose.shaded.gson.Strictness;
import com.nimbusds.jose.shaded.gson.stream.JsonReader;
import com.nimbusds.jose.shaded.gson.stream.JsonToken;
import com.nimbusds.jose.shaded.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/**
 * Checks that a header is one flat JSON object, each member once; the library itself would take the
 * last of two. Stateless.
 */
final class FlatJson {
  /** Largest header, in bytes. */
  static final int SIZE_MAX_BYTES = 16_384;

  /** Most members and array elements. */
  static final int VALUES_MAX_COUNT = 64;

  private FlatJson() {}

  static void check(Bytes encoded) throws CryptoException {
    if (encoded.length() > SIZE_MAX_BYTES) {
      throw new CryptoException(
          Reason.TOO_LARGE, "a header of " + encoded.length() + " B, allowed " + SIZE_MAX_BYTES);
    }
    try (JsonReader json = new JsonReader(new StringReader(text(encoded)))) {
      json.setStrictness(Strictness.STRICT);
      members(json);
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw new CryptoException(Reason.MALFORMED, "a header that is not a flat JSON object", e);
    } catch (IOException e) {
      throw new CryptoException(Reason.MALFORMED, "a header that ends too early", e);
    }
  }

  private static void members(JsonReader json) throws IOException, CryptoException {
    Set<String> names = new HashSet<>();
    int values = 0;
    json.beginObject();
    while (json.hasNext()) {
      if (!names.add(json.nextName())) {
        throw new CryptoException(Reason.DUPLICATE_KEY, "a header member that occurs twice");
      }
      values += value(json);
      if (values > VALUES_MAX_COUNT) {
        throw new CryptoException(
            Reason.TOO_LARGE, "a header with more than " + VALUES_MAX_COUNT + " values");
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new CryptoException(Reason.TRAILING_DATA, "characters follow the header's object");
    }
  }

  private static int value(JsonReader json) throws IOException {
    if (json.peek() != JsonToken.BEGIN_ARRAY) {
      scalar(json);
      return 1;
    }
    int values = 1;
    json.beginArray();
    while (json.hasNext()) {
      scalar(json);
      values++;
    }
    json.endArray();
    return values;
  }

  private static void scalar(JsonReader json) throws IOException {
    switch (json.peek()) {
      // skipValue would not look into a string
      case STRING -> Objects.requireNonNull(json.nextString());
      case NUMBER, BOOLEAN -> json.skipValue();
      default -> throw new IllegalStateException("neither text, number nor truth value");
    }
  }

  private static String text(Bytes encoded) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(encoded.toArray()))
        .toString();
  }
}
