package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  @Test
  void leavesOutWhatIsTooLongAndWhatHasNoEnd() throws IOException {
    BoundedLines lines = lines("one\n" + "x".repeat(11) + "\n" + "y".repeat(10) + "\n\nrest");

    assertThat(lines.next()).contains("one");
    assertThat(lines.next()).contains("y".repeat(10));
    assertThat(lines.next()).contains("");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.tooLongCount()).isEqualTo(1);
  }

  private static BoundedLines lines(String text) {
    return new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 10);
  }
}
