package org.wardgate.emulators.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.wardgate.emulators.device.Behaviour;

class JsonScreenTest {
  private static final GatewayStatus STATUS = new GatewayStatus("nftables", 40, 38, 2);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final JsonScreen screen =
      new JsonScreen(
          stream(out),
          stream(err),
          Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

  @Test
  void oneObjectForEachChangeAndNoneForTheSameAgain() throws IOException {
    screen.update(scene(device("pump-01", Behaviour.GOOD, "")));
    screen.update(scene(device("pump-01", Behaviour.GOOD, "IDENTIFIED")));
    screen.update(scene(device("pump-01", Behaviour.GOOD, "IDENTIFIED")));
    screen.update(scene(device("pump-01", Behaviour.GOOD, "ADMITTED")));
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1).path("at").asText()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(lines().get(1).path("device").asText()).isEqualTo("pump-01");
    assertThat(lines().get(1).path("state").asText()).isEqualTo("ADMITTED");
  }

  @Test
  void theLastLineIsTheSummaryOfTheDesign() throws IOException {
    screen.progress("starting");
    screen.finish(
        outcome(
            true,
            device("pump-01", Behaviour.GOOD, "ADMITTED"),
            device("pump-03", Behaviour.TAMPERED_FIRMWARE, "QUARANTINED")));
    assertThat(lines()).hasSize(1);
    JsonNode summary = lines().get(0).path("summary");
    assertThat(names(summary)).containsExactly("devices", "journal", "cloud");
    assertThat(names(summary.path("devices").get(0)))
        .containsExactlyInAnyOrder(
            "id", "name", "class", "transport", "state", "trust", "hostile", "reason", "code");
    assertThat(summary.path("devices").get(1).path("hostile").asBoolean()).isTrue();
    assertThat(summary.path("journal").toString()).isEqualTo("{\"records\":40,\"verified\":true}");
    assertThat(summary.path("cloud").toString()).isEqualTo("{\"acknowledged\":38,\"pending\":2}");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("starting\n");
  }

  @Test
  void allWellIsExitStatusZero() {
    assertThat(
            outcome(
                    true,
                    device("a", Behaviour.GOOD, "ADMITTED"),
                    device("b", Behaviour.FORGED_IDENTITY, "REFUSED"),
                    device("c", Behaviour.NEIGHBOUR_SCAN, "QUARANTINED"))
                .exitStatus())
        .isZero();
  }

  @Test
  void anythingAmissIsExitStatusTwoWithAReason() {
    for (Watched bad :
        List.of(
            device("good", Behaviour.GOOD, "ATTESTED"),
            device("unseen", Behaviour.GOOD, ""),
            device("hostile", Behaviour.REPLAYED_EVIDENCE, "ADMITTED"),
            device("restricted", Behaviour.NEIGHBOUR_SCAN, "RESTRICTED"),
            device("lurking", Behaviour.FORGED_IDENTITY, ""))) {
      Outcome outcome = outcome(true, device("a", Behaviour.GOOD, "ADMITTED"), bad);
      assertThat(outcome.exitStatus()).isEqualTo(2);
      assertThat(outcome.findings()).singleElement().asString().contains(bad.label());
    }
  }

  @Test
  void aJournalThatDoesNotVerifyIsAmiss() {
    assertThat(outcome(false).exitStatus()).isEqualTo(2);
  }

  @Test
  void aStrangerFromElsewhereDoesNotCount() {
    Watched stranger = new Watched("unknown-1", Behaviour.GOOD, false, row("unknown-1", "REFUSED"));
    assertThat(outcome(true, stranger).exitStatus()).isZero();
  }

  private static Outcome outcome(boolean verified, Watched... devices) {
    return new Outcome(List.of(devices), STATUS, verified, Optional.empty(), Map.of(), "/data");
  }

  private static Screen.Scene scene(Watched device) {
    return new Screen.Scene(1, "http://127.0.0.1:8480", true, STATUS, List.of(device));
  }

  private static Watched device(String id, Behaviour behaviour, String state) {
    return new Watched(id, behaviour, true, row(id, state));
  }

  private static DeviceRow row(String id, String state) {
    return new DeviceRow(
        id, id, "infusion-pump", "coap", state, OptionalDouble.of(0.8), "why", Optional.empty());
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
