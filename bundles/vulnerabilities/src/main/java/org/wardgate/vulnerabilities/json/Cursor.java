package org.wardgate.vulnerabilities.json;

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
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.model.Limits;

/**
 * A place in a JSON text. Refuses what is not UTF-8, repeated keys, and anything after the value.
 * What is not asked for is passed over and never kept. Not thread-safe.
 */
public final class Cursor {
  private static final int KEY_MAX_CHARS = 1_024;
  private static final int NUMBER_MAX_CHARS = 40;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
          .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(Limits.DOCUMENT_MAX_BYTES)
                  .maxNestingDepth(Limits.DEPTH_MAX_LEVELS)
                  .maxStringLength(Limits.STRING_MAX_CHARS)
                  .maxNameLength(KEY_MAX_CHARS)
                  .maxNumberLength(NUMBER_MAX_CHARS)
                  .maxTokenCount(Limits.TOKENS_MAX_COUNT)
                  .build())
          .build();

  private final JsonParser parser;

  private Cursor(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the value at the cursor, all of it. */
  @FunctionalInterface
  public interface Reading {
    /** Reads. */
    void read() throws IOException, RefusedException;
  }

  /** Reads the value of a key at the cursor, all of it. */
  @FunctionalInterface
  public interface Member {
    /** Reads. */
    void read(String key) throws IOException, RefusedException;
  }

  /** Reads a whole text. */
  @FunctionalInterface
  public interface Whole {
    /** Reads the value that the text is. */
    void read(Cursor cursor) throws IOException, RefusedException;
  }

  /**
   * Reads a text.
   *
   * @throws RefusedException MALFORMED or TOO_LARGE
   */
  public static void over(Bytes content, Whole reading) throws RefusedException {
    if (content.length() > Limits.DOCUMENT_MAX_BYTES) {
      throw tooLarge("more than " + Limits.DOCUMENT_MAX_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(decode(content))) {
      parser.nextToken();
      reading.read(new Cursor(parser));
      if (parser.nextToken() != null) {
        throw malformed("something follows the JSON value");
      }
    } catch (StreamConstraintsException e) {
      throw new RefusedException(VulnerabilityErrors.TOO_LARGE, e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, describe(e), e);
    } catch (IOException e) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, String.valueOf(e.getMessage()), e);
    }
  }

  private static String decode(Bytes content) throws CharacterCodingException {
    // RFC 8259 §8.1: UTF-8 only
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(content.toArray()))
        .toString();
  }

  private static String describe(JsonProcessingException e) {
    return e.getLocation() == null
        ? e.getOriginalMessage()
        : "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage();
  }

  /** Goes through an object; the member reads or passes over each value. */
  public void object(Member member) throws IOException, RefusedException {
    expect(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      member.read(key);
    }
    expect(JsonToken.END_OBJECT, "the end of an object");
  }

  /** Goes through an array; the reading reads or passes over each element. */
  public void array(Reading element) throws IOException, RefusedException {
    expect(JsonToken.START_ARRAY, "an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw malformed("the file ends too early");
      }
      element.read();
    }
  }

  /** Passes over a value. */
  public void skip() throws IOException, RefusedException {
    if (parser.currentToken() == null) {
      throw malformed("the file ends too early");
    }
    parser.skipChildren();
  }

  /** A string of at most {@value Limits#TEXT_MAX_CHARS} characters. */
  public String text() throws IOException, RefusedException {
    return text(Limits.TEXT_MAX_CHARS);
  }

  /** A string. */
  public String text(int maxChars) throws IOException, RefusedException {
    expect(JsonToken.VALUE_STRING, "a string");
    if (parser.getTextLength() > maxChars) {
      throw tooLarge(where() + "a string of more than " + maxChars + " characters");
    }
    return parser.getText();
  }

  /** Whether a string stands here. */
  public boolean atText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** A whole number from 0. */
  public long whole() throws IOException, RefusedException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    long value = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : number64();
    if (value < 0) {
      throw malformed(where() + "not a number from 0 to 2^63 - 1");
    }
    return value;
  }

  private long number64() throws IOException {
    return parser.getLongValue();
  }

  /** A number within bounds, both included. */
  public double number(double min, double max) throws IOException, RefusedException {
    if (parser.currentToken() == null || !parser.currentToken().isNumeric()) {
      throw malformed(where() + "must be a number");
    }
    double value = parser.getDoubleValue();
    if (!(value >= min && value <= max)) {
      throw malformed(where() + "not a number from " + min + " to " + max);
    }
    return value;
  }

  /** A refusal of the value here. */
  public RefusedException bad(String what) {
    return malformed(where() + what);
  }

  private void expect(JsonToken token, String what) throws RefusedException {
    if (parser.currentToken() != token) {
      throw malformed(where() + "must be " + what);
    }
  }

  private String where() {
    String place = parser.getParsingContext().pathAsPointer().toString();
    return place.isEmpty() ? "" : place + ": ";
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(VulnerabilityErrors.MALFORMED, detail);
  }

  private static RefusedException tooLarge(String detail) {
    return new RefusedException(VulnerabilityErrors.TOO_LARGE, detail);
  }
}
