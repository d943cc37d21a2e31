package org.wardgate.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.api.platform.CloudLink;

class RecordMessageTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JournalRecord record(Optional<Bytes> payload) {
    return new JournalRecord(
        42,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        "device.moved",
        Optional.of(new DeviceId("pump-1")),
        payload.orElse(Bytes.EMPTY).sha256(),
        payload,
        Bytes.EMPTY.sha256());
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode sent(RecordMessage message) throws Exception {
    assertThat(message.json().length()).isLessThanOrEqualTo(CloudLink.MESSAGE_MAX_BYTES);
    return MAPPER.readTree(message.json().toArray());
  }

  @Test
  void everythingOfARecordIsSent() throws Exception {
    String payload = "{ \"state\" : \"ADMITTED\", \"trust\": 0.50, \"e\":1e2 }";
    RecordMessage message = RecordMessage.of("gateway-1", record(Optional.of(utf8(payload))));
    assertThat(message.omitted()).isEmpty();
    assertThat(new String(message.json().toArray(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"gateway\":\"gateway-1\",\"sequence\":42,\"at\":\"2026-01-02T03:04:05.678Z\","
                + "\"kind\":\"device.moved\",\"subject\":\"pump-1\",\"payload\":"
                + payload
                + ",\"payloadSha256\":\""
                + utf8(payload).sha256().hex()
                + "\",\"chainSha256\":\""
                + Bytes.EMPTY.sha256().hex()
                + "\"}");
  }

  @Test
  void anErasedPayloadIsNull() throws Exception {
    RecordMessage message = RecordMessage.of("gateway-1", record(Optional.empty()));
    assertThat(message.omitted()).isEmpty();
    assertThat(sent(message).get("payload").isNull()).isTrue();
    assertThat(sent(message).has("omitted")).isFalse();
  }

  @Test
  void aTooLargePayloadIsLeftOut() throws Exception {
    for (int length : List.of(CloudLink.MESSAGE_MAX_BYTES, Journal.PAYLOAD_MAX_BYTES)) {
      RecordMessage message =
          RecordMessage.of(
              "gateway-1", record(Optional.of(utf8("\"" + "x".repeat(length - 2) + "\""))));
      assertThat(message.omitted()).map(ErrorCode::code).contains("WG-CLD-0002");
      assertThat(sent(message).get("payload").isNull()).isTrue();
      assertThat(sent(message).get("omitted").asText()).isEqualTo("WG-CLD-0002");
    }
  }

  @Test
  void theLargestPayloadThatFitsIsSent() throws Exception {
    String payload = "\"" + "x".repeat(CloudLink.MESSAGE_MAX_BYTES - 1_024 - 2) + "\"";
    RecordMessage message = RecordMessage.of("g".repeat(64), record(Optional.of(utf8(payload))));
    assertThat(message.omitted()).isEmpty();
    assertThat(sent(message).get("payload").asText()).hasSize(payload.length() - 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,}",
        "nul",
        "[1",
        "\"open",
        "{\"a\":01}",
        "\ufeff{}"
      })
  void whatIsNotJsonIsLeftOut(String payload) throws Exception {
    RecordMessage message = RecordMessage.of("gateway-1", record(Optional.of(utf8(payload))));
    assertThat(message.omitted()).map(ErrorCode::code).contains("WG-CLD-0004");
    assertThat(sent(message).get("omitted").asText()).isEqualTo("WG-CLD-0004");
  }

  @Property(tries = 500)
  void anyBytesGiveOneJsonObject(@ForAll byte[] payload) throws Exception {
    RecordMessage message = RecordMessage.of("gateway-1", record(Optional.of(Bytes.of(payload))));
    assertThat(sent(message).get("sequence").asLong()).isEqualTo(42);
  }
}
