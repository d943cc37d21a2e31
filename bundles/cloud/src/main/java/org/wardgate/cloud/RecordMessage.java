package org.wardgate.cloud;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.api.platform.CloudLink;

/**
 * A record as the cloud gets it.
 *
 * @param json one object; {@code docs/journal.md} has its form
 * @param omitted why the payload is not in it; absent if it is, or was erased
 */
record RecordMessage(Bytes json, Optional<ErrorCode> omitted) {
  private static final JsonFactory JSON = new JsonFactory();

  /** More than all fields beside the payload can take. */
  private static final int ENVELOPE_MAX_BYTES = 1_024;

  static RecordMessage of(String gatewayId, JournalRecord record) {
    if (record.payload().isEmpty()) {
      return new RecordMessage(
          encode(gatewayId, record, "null", Optional.empty()), Optional.empty());
    }
    Bytes payload = record.payload().get();
    if (payload.length() + ENVELOPE_MAX_BYTES > CloudLink.MESSAGE_MAX_BYTES) {
      return without(gatewayId, record, CloudErrors.RECORD_TOO_LARGE);
    }
    Optional<String> json = json(payload);
    return json.isEmpty()
        ? without(gatewayId, record, CloudErrors.NOT_JSON)
        : new RecordMessage(
            encode(gatewayId, record, json.get(), Optional.empty()), Optional.empty());
  }

  private static RecordMessage without(String gatewayId, JournalRecord record, ErrorCode why) {
    return new RecordMessage(encode(gatewayId, record, "null", Optional.of(why)), Optional.of(why));
  }

  // the payload goes in as it is, byte for byte, so that its hash can be checked at the other end
  private static Bytes encode(
      String gatewayId, JournalRecord record, String payload, Optional<ErrorCode> omitted) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(content)) {
      generator.writeStartObject();
      generator.writeStringField("gateway", gatewayId);
      generator.writeNumberField("sequence", record.sequence());
      generator.writeStringField("at", record.at().toString());
      generator.writeStringField("kind", record.kind());
      generator.writeFieldName("subject");
      if (record.subject().isPresent()) {
        generator.writeString(record.subject().get().value());
      } else {
        generator.writeNull();
      }
      generator.writeFieldName("payload");
      generator.writeRawValue(payload);
      if (omitted.isPresent()) {
        generator.writeStringField("omitted", omitted.get().code());
      }
      generator.writeStringField("payloadSha256", record.payloadSha256().hex());
      generator.writeStringField("chainSha256", record.chainSha256().hex());
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Bytes.of(content.toByteArray());
  }

  /** The text, if it is exactly one JSON value in UTF-8. */
  private static Optional<String> json(Bytes payload) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload.toArray())).toString();
      try (JsonParser parser = JSON.createParser(text)) {
        if (parser.nextToken() == null) {
          return Optional.empty();
        }
        parser.skipChildren();
        return parser.nextToken() == null ? Optional.of(text) : Optional.empty();
      }
    } catch (CharacterCodingException | JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }
}
