package org.wardgate.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path directory = Path.of("");

  @Test
  void neverGrowsBeyondTheLimit() throws Exception {
    Path path = directory.resolve("gateway.log");
    LogFile log = new LogFile(path, 100);
    for (int i = 0; i < 50; i++) {
      log.write("line number %03d\n".formatted(i));
      assertThat(Files.size(path)).isLessThanOrEqualTo(100);
    }
    assertThat(Files.size(directory.resolve("gateway.log.1"))).isLessThanOrEqualTo(100);
    assertThat(Files.readString(path)).endsWith("line number 049\n");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void goesOnWhereAnEarlierProcessEnded() throws Exception {
    Path path = directory.resolve("gateway.log");
    new LogFile(path, 100).write("first\n");
    new LogFile(path, 100).write("second\n");
    assertThat(Files.readString(path)).isEqualTo("first\nsecond\n");
  }

  @Test
  void aLineLargerThanTheLimitIsStillWritten() throws Exception {
    Path path = directory.resolve("gateway.log");
    LogFile log = new LogFile(path, 10);
    log.write("longer than ten\n");
    log.write("next\n");
    assertThat(Files.readString(path)).isEqualTo("next\n");
  }
}
