package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pump that was admitted comes to run firmware that nobody released. */
final class FirmwareDrift {
  private static final String DEVICE = "pump-06";
  private static final int PATIENCE_SECONDS = 180;
  private static final int PERIODS_MAX = 2;

  private final DemoWard ward;

  FirmwareDrift(DemoWard ward) {
    this.ward = ward;
  }

  /** Periods are counted in challenges that it answered: however slow the machine is. */
  void isQuarantinedWithinTwoChallengePeriods() throws Exception {
    Wait.until(
        PATIENCE_SECONDS,
        () -> DEVICE + " to be quarantined: " + ward.lastStates(),
        () -> "QUARANTINED".equals(ward.states().get(DEVICE)));
    assertThat(answersAfterDrift()).isBetween(1, PERIODS_MAX);
    String rules =
        Shell.run("ip", "netns", "exec", "wardgate-gw", "nft", "list", "ruleset").output();
    assertThat(rules).doesNotContain(ward.address(DEVICE) + " . ");
  }

  private static int answersAfterDrift() throws Exception {
    Path log = Shell.HOME.resolve("demo/logs/ward.jsonl");
    boolean drifted = false;
    int answers = 0;
    for (String line : Files.readAllLines(log)) {
      JsonNode said = new ObjectMapper().readTree(line);
      if (said.path("device").asText().equals(DEVICE)) {
        drifted |= said.path("step").asText().equals("drift");
        answers += drifted && said.path("step").asText().equals("challenge") ? 1 : 0;
      }
    }
    assertThat(drifted).isTrue();
    return answers;
  }

  /** {@code explain} names the claim, the version of the references, and the rule. */
  void explainSaysWhichClaimReferenceAndRule() throws Exception {
    Shell.Result explained = Shell.run(Shell.wardgate("explain", DEVICE));
    assertThat(explained.status()).as(explained.output()).isZero();
    assertThat(explained.output())
        .contains("executables", "unknown-firmware", "norvik/np-200 v1", "WG-ATT-0015");
  }
}
