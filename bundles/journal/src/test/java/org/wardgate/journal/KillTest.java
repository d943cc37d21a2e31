package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short {@link KillCampaign}. */
class KillTest {
  private static final int KILLS_COUNT = 10;

  @TempDir Path directory = Path.of("");

  @Test
  @Timeout(120)
  void nothingAcknowledgedIsLost() throws Exception {
    KillCampaign campaign =
        new KillCampaign(Files.createDirectory(directory.resolve("journal")), System.nanoTime());
    for (int round = 0; round < KILLS_COUNT; round++) {
      campaign.round();
    }
    assertThat(campaign.findings()).isEmpty();
    assertThat(campaign.acknowledgedCount()).isPositive();
  }
}
