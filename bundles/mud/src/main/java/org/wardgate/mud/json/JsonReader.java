package org.wardgate.mud.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
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
import org.wardgate.api.mud.MudErrors;

/**
 * Reads one JSON value within limits. Refuses what is not UTF-8, repeated keys and anything after
 * the value. Thread-safe.
 */
public final class JsonReader {
  /** Largest file, in bytes. */
  public static final int SIZE_MAX_BYTES = 1 << 20;

  /** Deepest nesting of objects and arrays. */
  public static final int DEPTH_MAX_LEVELS = 32;

  /** Longest string, in characters: an attachment of 16 KiB in base64. */
  public static final int STRING_MAX_CHARS = 21_848;

  /** Most elements of an array; no array of a usable file has more. */
  public static final int ARRAY_MAX_COUNT = 4_096;

  /** Longest key, in characters. */
  public static final int KEY_MAX_CHARS = 256;

  /** Longest number, in digits. */
  public static final int NUMBER_MAX_DIGITS = 20;

  /** Most tokens, which bounds the memory of the tree. */
  public static final int TOKENS_MAX_COUNT = 250_000;

  private static final int LONG_SAFE_DIGITS = 18;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(SIZE_MAX_BYTES)
                  .maxNestingDepth(DEPTH_MAX_LEVELS + 1)
                  .maxStringLength(STRING_MAX_CHARS)
                  .maxNameLength(KEY_MAX_CHARS)
                  .maxNumberLength(NUMBER_MAX_DIGITS)
                  .maxTokenCount(TOKENS_MAX_COUNT)
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Reads a file.
   *
   * @throws Refusal NOT_JSON, TOO_LARGE, TOO_MANY_RULES, TOO_DEEP or DUPLICATE_KEY
   */
  public static Json read(Bytes content) throws Refusal {
    if (content.length() > SIZE_MAX_BYTES) {
      throw new Refusal(
          MudErrors.TOO_LARGE, Place.ROOT, content.length() + " of " + SIZE_MAX_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(decode(content))) {
      parser.nextToken();
      Json json = value(parser, Place.ROOT, 0);
      if (parser.nextToken() != null) {
        throw new Refusal(MudErrors.NOT_JSON, Place.ROOT, "something follows the JSON value");
      }
      return json;
    } catch (StreamConstraintsException e) {
      throw new Refusal(MudErrors.TOO_LARGE, Place.ROOT, e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new Refusal(MudErrors.NOT_JSON, Place.ROOT, describe(e));
    } catch (IOException e) {
      throw new Refusal(MudErrors.NOT_JSON, Place.ROOT, String.valueOf(e.getMessage()));
    }
  }

  private static String decode(Bytes content) throws Refusal {
    try {
      // RFC 8259 §8.1: UTF-8 only
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content.toArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(MudErrors.NOT_JSON, Place.ROOT, "not UTF-8: " + e.getMessage());
    }
  }

  private static String describe(JsonProcessingException e) {
    return e.getLocation() == null
        ? e.getOriginalMessage()
        : "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage();
  }

  private static Json value(JsonParser parser, Place place, int depth) throws IOException, Refusal {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new Refusal(MudErrors.NOT_JSON, place, "the file ends too early");
    }
    return switch (token) {
      case START_OBJECT -> members(parser, place, deeper(depth, place));
      case START_ARRAY -> elements(parser, place, deeper(depth, place));
      case VALUE_STRING -> new Json.Text(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getTextLength() <= LONG_SAFE_DIGITS
              ? new Json.Whole(parser.getLongValue())
              : Json.Other.NUMBER;
      case VALUE_NUMBER_FLOAT -> Json.Other.NUMBER;
      case VALUE_TRUE -> Json.Other.TRUE;
      case VALUE_FALSE -> Json.Other.FALSE;
      case VALUE_NULL -> Json.Other.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Refusal(MudErrors.NOT_JSON, place, "a value is missing");
    };
  }

  private static int deeper(int depth, Place place) throws Refusal {
    if (depth == DEPTH_MAX_LEVELS) {
      throw new Refusal(MudErrors.TOO_DEEP, place, "more than " + DEPTH_MAX_LEVELS + " levels");
    }
    return depth + 1;
  }

  private static Json members(JsonParser parser, Place place, int depth)
      throws IOException, Refusal {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Place inside = place.key(key);
      // Checked here rather than by Jackson, so that the refusal has its own code and place.
      if (members.containsKey(key)) {
        throw new Refusal(MudErrors.DUPLICATE_KEY, inside, "the key stands twice");
      }
      parser.nextToken();
      members.put(key, value(parser, inside, depth));
    }
    return new Json.Members(members);
  }

  private static Json elements(JsonParser parser, Place place, int depth)
      throws IOException, Refusal {
    List<Json> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (elements.size() == ARRAY_MAX_COUNT) {
        throw new Refusal(
            MudErrors.TOO_MANY_RULES, place, "more than " + ARRAY_MAX_COUNT + " elements");
      }
      elements.add(value(parser, place.index(elements.size()), depth));
    }
    return new Json.Elements(elements);
  }
}
