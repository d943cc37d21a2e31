package org.wardgate.emulators.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsTest {
  @Test
  void givesBackWhatWasPrinted() throws IOException {
    assertThat(Programs.run(List.of("cat"), "hello")).isEqualTo("hello");
  }

  @Test
  void aFailureSaysWhatAndWhy() {
    assertThatThrownBy(() -> Programs.run(List.of("sh", "-c", "echo no such thing; exit 3")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("no such thing");
  }

  @Test
  void aMissingProgramIsAFailure() {
    assertThat(Programs.find("no-such-program-here")).isEmpty();
    assertThat(Programs.succeeds(List.of("no-such-program-here"))).isFalse();
  }

  @Test
  void inputThatNobodyReadsIsNoFailure() throws IOException {
    assertThat(Programs.run(List.of("true"), "x".repeat(1 << 20))).isEmpty();
  }

  @Test
  void programsOfTheSystemAreFoundWithoutPath() {
    assertThat(Programs.find("sh")).isPresent();
  }
}
