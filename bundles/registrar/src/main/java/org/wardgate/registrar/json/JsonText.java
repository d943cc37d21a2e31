package org.wardgate.registrar.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborFloat;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * Reads one JSON text (RFC 8259) as the CBOR values that correspond to it (RFC 8949 §6.2), within
 * limits; repeated keys and anything after the value are refused. Thread-safe.
 */
public final class JsonText {
  private static final int DEPTH_MAX = 8;
  private static final int STRING_MAX_CHARS = 4_096;
  private static final int KEY_MAX_CHARS = 128;
  private static final int NUMBER_MAX_DIGITS = 20;
  private static final int LONG_SAFE_DIGITS = 18;
  private static final int TOKENS_MAX_COUNT = 32_768;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
          .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(STRING_MAX_CHARS)
                  .maxNameLength(KEY_MAX_CHARS)
                  .maxNumberLength(NUMBER_MAX_DIGITS)
                  .maxTokenCount(TOKENS_MAX_COUNT)
                  .build())
          .build();

  private JsonText() {}

  /**
   * Reads a text in UTF-8.
   *
   * @throws CryptoException MALFORMED or TOO_LARGE
   */
  public static CborValue read(Bytes content, int maxBytes) throws CryptoException {
    if (content.length() > maxBytes) {
      throw new CryptoException(Reason.TOO_LARGE, "JSON of " + content.length() + " B");
    }
    try (JsonParser parser = FACTORY.createParser(decode(content))) {
      parser.nextToken();
      CborValue value = value(parser);
      if (parser.nextToken() != null) {
        throw new CryptoException(Reason.TRAILING_DATA, "something follows the JSON value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new CryptoException(Reason.MALFORMED, "not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CryptoException(Reason.MALFORMED, "not JSON", e);
    }
  }

  private static String decode(Bytes content) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(content.toArray()))
        .toString();
  }

  private static CborValue value(JsonParser parser) throws IOException, CryptoException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new CryptoException(Reason.MALFORMED, "the JSON text ends too early");
    }
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_STRING -> new CborText(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getTextLength() <= LONG_SAFE_DIGITS
              ? CborInt.of(parser.getLongValue())
              : new CborFloat(parser.getDoubleValue());
      case VALUE_NUMBER_FLOAT -> new CborFloat(parser.getDoubleValue());
      case VALUE_TRUE -> CborSimple.TRUE;
      case VALUE_FALSE -> CborSimple.FALSE;
      case VALUE_NULL -> CborSimple.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new CryptoException(Reason.MALFORMED, "a JSON value is missing");
    };
  }

  private static CborMap members(JsonParser parser) throws IOException, CryptoException {
    Map<CborValue, CborValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      CborText key = new CborText(parser.currentName());
      parser.nextToken();
      members.put(key, value(parser));
    }
    return new CborMap(members);
  }

  private static CborArray elements(JsonParser parser) throws IOException, CryptoException {
    List<CborValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return new CborArray(elements);
  }
}
