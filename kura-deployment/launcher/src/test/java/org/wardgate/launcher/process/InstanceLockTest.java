package org.wardgate.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.instance.Instance;

class InstanceLockTest {

  @TempDir Path directory = Path.of("");

  @Test
  void oneGatewayPerInstance() throws Exception {
    Instance instance = Instance.ofDefaults(directory);
    try (InstanceLock lock = InstanceLock.take(instance)) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(instance.pidFile()).strip())
          .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
      assertThatThrownBy(() -> InstanceLock.take(instance))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-LNCH-0007");
    }
    assertThat(instance.pidFile()).doesNotExist();
    InstanceLock.take(instance).close();
  }

  @Test
  void aPidFileLeftBehindLocksNothing() throws Exception {
    Instance instance = Instance.ofDefaults(directory);
    Files.writeString(instance.pidFile(), "1\n");
    InstanceLock.take(instance).close();
  }
}
