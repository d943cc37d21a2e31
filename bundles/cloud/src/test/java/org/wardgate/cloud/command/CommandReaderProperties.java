package org.wardgate.cloud.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

class CommandReaderProperties {
  private static final String GOOD =
      "{\"gateway\":\"g\",\"sequence\":7,\"expires\":\"2026-11-01T12:00:00Z\","
          + "\"reason\":\"because\",\"command\":\"quarantine\",\"device\":\"pump-1\"}";

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean readOrRefuse(Bytes json) {
    try {
      assertThat(CommandReader.read(json).sequence()).isPositive();
      return true;
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-CLD-0007");
      return false;
    }
  }

  @Property(tries = 1_000)
  void spoiledCommandsAreReadOrRefusedAndNothingElse(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] spoiled = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
    }
    boolean unused = readOrRefuse(Bytes.of(spoiled));
  }

  @Property(tries = 500)
  void noiseIsRefused(@ForAll byte[] noise) {
    assertThat(readOrRefuse(Bytes.of(noise))).isFalse();
  }

  @Example
  void truncatedCommandsAreRefused() {
    for (int length = 0; length < GOOD.length(); length++) {
      assertThat(readOrRefuse(bytes(GOOD.substring(0, length)))).isFalse();
    }
    assertThat(readOrRefuse(bytes(GOOD))).isTrue();
  }

  @Example
  void refusesWhatIsNotExactlyACommand() {
    for (String wrong :
        List.of(
            GOOD + "{}",
            GOOD.replace("}", ",\"extra\":\"x\"}"),
            GOOD.replace("}", ",\"device\":\"pump-2\"}"),
            GOOD.replace("\"pump-1\"", "{\"id\":\"pump-1\"}"),
            GOOD.replace("\"pump-1\"", "\"\""),
            GOOD.replace("\"pump-1\"", "\"" + "x".repeat(257) + "\""),
            GOOD.replace("7", "\"7\""),
            GOOD.replace("7", "0"),
            GOOD.replace("7", "-7"),
            GOOD.replace("7", "7.5"),
            GOOD.replace("7", "9".repeat(19)),
            GOOD.replace("7", "9".repeat(40)),
            GOOD.replace("quarantine", "format-disk"),
            GOOD.replace("because", "x".repeat(201)),
            GOOD.replace("2026-11-01T12:00:00Z", "tomorrow"),
            "[" + GOOD + "]",
            "x".repeat(70_000))) {
      RefusedException refused =
          catchThrowableOfType(RefusedException.class, () -> CommandReader.read(bytes(wrong)));
      assertThat(refused).as(wrong.substring(0, Math.min(200, wrong.length()))).isNotNull();
      assertThat(refused.errorCode().code()).isEqualTo("WG-CLD-0007");
    }
  }
}
