package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Playbook;

class PlaybookReaderTest {
  private static List<Playbook> read(Example example) throws RefusedException {
    return InventoryReader.read(Hospital.bytes(example.toString())).playbooks();
  }

  private static ObjectNode playbook(Example example) {
    return example
        .root
        .withArray("playbooks")
        .addObject()
        .put("name", "Bad firmware")
        .put("trigger", "same-firmware")
        .put("devicesMinCount", 2)
        .put("windowSeconds", 600)
        .put("response", "quarantine")
        .put("preApproved", false);
  }

  @Test
  void readsTheDocumentedFormInOrder() throws RefusedException {
    Example example = new Example();
    playbook(example);
    playbook(example)
        .put("name", "Calls")
        .put("trigger", "same-destination")
        .put("response", "restrict")
        .put("preApproved", true);
    playbook(example).put("name", "Storm").put("trigger", "same-time").put("response", "alarm");
    playbook(example).put("name", "Ask").put("response", "challenge");
    assertThat(read(example))
        .containsExactly(
            new Playbook(
                "Bad firmware",
                Playbook.Trigger.SAME_FIRMWARE,
                2,
                600,
                Playbook.Response.QUARANTINE,
                false),
            new Playbook(
                "Calls",
                Playbook.Trigger.SAME_DESTINATION,
                2,
                600,
                Playbook.Response.RESTRICT,
                true),
            new Playbook(
                "Storm", Playbook.Trigger.SAME_TIME, 2, 600, Playbook.Response.ALARM, false),
            new Playbook(
                "Ask", Playbook.Trigger.SAME_FIRMWARE, 2, 600, Playbook.Response.CHALLENGE, false));
    assertThat(read(new Example())).isEmpty();
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("no array", e -> e.root.put("playbooks", "x")),
        spoil("no object", e -> e.root.putArray("playbooks").add(1)),
        spoil("unknown field", e -> playbook(e).put("approved", true)),
        spoil("name missing", e -> playbook(e).remove("name")),
        spoil("name blank", e -> playbook(e).put("name", " ")),
        spoil("twice", PlaybookReaderTest::twice),
        spoil("trigger", e -> playbook(e).put("trigger", "SAME_FIRMWARE")),
        spoil("trigger missing", e -> playbook(e).remove("trigger")),
        spoil("one device", e -> playbook(e).put("devicesMinCount", 1)),
        spoil("too many devices", e -> playbook(e).put("devicesMinCount", 1001)),
        spoil("half a device", e -> playbook(e).put("devicesMinCount", 2.5)),
        spoil("no window", e -> playbook(e).put("windowSeconds", 0)),
        spoil("window too long", e -> playbook(e).put("windowSeconds", 86_401)),
        spoil("window missing", e -> playbook(e).remove("windowSeconds")),
        spoil("response", e -> playbook(e).put("response", "retire")),
        spoil("response missing", e -> playbook(e).remove("response")),
        spoil("approval text", e -> playbook(e).put("preApproved", "yes")),
        spoil("approval missing", e -> playbook(e).remove("preApproved")));
  }

  private static void twice(Example example) {
    playbook(example);
    playbook(example).put("response", "alarm");
  }

  private static Arguments spoil(String name, Consumer<Example> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<Example> change) {
    Example example = new Example();
    change.accept(example);
    assertThatThrownBy(() -> read(example)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesTooMany() {
    Example example = new Example();
    for (int i = 0; i <= InventoryLimits.PLAYBOOKS_MAX_COUNT; i++) {
      playbook(example).put("name", "p" + i);
    }
    assertThatThrownBy(() -> read(example)).hasMessageContaining("WG-INV-0003");
  }
}
