package org.wardgate.emulators.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLockTest {
  @Test
  void onlyOneAtATime(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deep").resolve("demo.lock");
    try (DemoLock first = DemoLock.take(file).orElseThrow()) {
      assertThat(first.held()).isTrue();
      assertThat(DemoLock.take(file)).isEmpty();
    }
    try (DemoLock second = DemoLock.take(file).orElseThrow()) {
      assertThat(second.held()).isTrue();
    }
  }
}
