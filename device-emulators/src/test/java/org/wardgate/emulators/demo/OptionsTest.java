package org.wardgate.emulators.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void withoutOptionsItRunsUntilStopped() {
    Options options = Options.of(List.of());
    assertThat(options.seconds()).isEmpty();
    assertThat(options.json()).isFalse();
    assertThat(options.count()).isEqualTo(13);
    assertThat(options.instance()).isAbsolute();
  }

  @Test
  void theCommandLineCanBeRepeated() {
    Options options =
        Options.of(
            List.of(
                "--seconds",
                "60",
                "--json",
                "--count",
                "20",
                "--keep",
                "--clone",
                "--drift",
                "9",
                "--loopback"));
    assertThat(Options.of(options.arguments())).isEqualTo(options);
  }

  @Test
  void aCopyIsOneMore() {
    assertThat(Options.of(List.of("--clone")).count()).isEqualTo(14);
    assertThat(Options.of(List.of("--clone", "--count", "20")).count()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seconds",
        "--seconds 4",
        "--seconds x",
        "--seconds 86401",
        "--count 9",
        "--count 201",
        "--drift 0",
        "--verbose",
        "demo"
      })
  void anythingElseIsAUsageError(String line) {
    assertThatThrownBy(() -> Options.of(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
