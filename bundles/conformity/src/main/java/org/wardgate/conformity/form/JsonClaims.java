package org.wardgate.conformity.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Reads members of a JSON object, strictly. Immutable. */
final class JsonClaims {
  private static final int DEPTH_MAX = 8;
  private static final int NUMBER_MAX_CHARS = 32;
  private static final int NAME_MAX_CHARS = 128;

  /** Longest text of a claim. */
  static final int TEXT_MAX_CHARS = 512;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_MAX_CHARS)
                          .maxNameLength(NAME_MAX_CHARS)
                          .maxStringLength(TEXT_MAX_CHARS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode node;

  private JsonClaims(JsonNode node) {
    this.node = node;
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static Bytes write(ObjectNode node) {
    try {
      return Bytes.of(MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  static JsonClaims read(Bytes payload) throws CryptoException {
    try {
      JsonNode root = MAPPER.readTree(payload.toArray());
      if (root == null || !root.isObject()) {
        throw malformed("claims that are no JSON object");
      }
      return new JsonClaims(root);
    } catch (IOException e) {
      throw new CryptoException(Reason.MALFORMED, "claims that are not strict JSON", e);
    }
  }

  boolean has(String name) {
    return node.has(name);
  }

  JsonNode node() {
    return node;
  }

  JsonClaims object(String name) throws CryptoException {
    JsonNode found = node.get(name);
    if (found == null || !found.isObject()) {
      throw malformed("claim " + name + " is missing or no object");
    }
    return new JsonClaims(found);
  }

  String text(String name) throws CryptoException {
    JsonNode found = node.get(name);
    if (found == null || !found.isTextual()) {
      throw malformed("claim " + name + " is missing or no text");
    }
    return found.textValue();
  }

  /** The elements of an array of texts. */
  Iterable<JsonNode> array(String name) throws CryptoException {
    JsonNode found = node.get(name);
    if (found == null || !found.isArray()) {
      throw malformed("claim " + name + " is missing or no array");
    }
    return found;
  }

  double number(String name) throws CryptoException {
    JsonNode found = node.get(name);
    if (found == null || !found.isNumber() || !Double.isFinite(found.doubleValue())) {
      throw malformed("claim " + name + " is missing or no number");
    }
    return found.doubleValue();
  }

  Instant seconds(String name) throws CryptoException {
    JsonNode found = node.get(name);
    if (found == null
        || !found.isIntegralNumber()
        || !found.canConvertToLong()
        || found.longValue() < 0
        || found.longValue() > Limits.SECONDS_MAX) {
      throw malformed("claim " + name + " is missing or no time");
    }
    return Instant.ofEpochSecond(found.longValue());
  }

  Bytes hex(String name, int lengthBytes) throws CryptoException {
    String text = text(name);
    if (text.length() != 2 * lengthBytes || !text.matches("[0-9a-f]*")) {
      throw malformed("claim " + name + " is not " + lengthBytes + " bytes in hexadecimal");
    }
    return Bytes.ofHex(text);
  }

  static CryptoException malformed(String what) {
    return new CryptoException(Reason.MALFORMED, what);
  }
}
