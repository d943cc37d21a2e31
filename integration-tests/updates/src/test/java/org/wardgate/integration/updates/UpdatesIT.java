package org.wardgate.integration.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A few kills; a person runs {@code ./wardgate campaign updates --count 200}. */
@Tag("root")
class UpdatesIT {
  private static final int KILLS_COUNT = 8;

  @Test
  void killedAtEachStepOfAnUpdateItComesUpOldOrNewHealthyAndEnforcing() throws Exception {
    assumeRoot();
    Path distribution = Path.of(System.getProperty("wardgate.distribution", ""));
    Path work = Path.of(System.getProperty("wardgate.updates.work", "target/work"));
    assertThat(UpdatesCampaign.run(distribution, work, KILLS_COUNT, System.nanoTime())).isEmpty();
  }

  private static void assumeRoot() throws IOException {
    boolean root = Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(root, "network namespaces need root");
    }
  }
}
