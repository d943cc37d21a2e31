package org.wardgate.command.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;

class TrustRequiredTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int run(boolean json, String words) throws Exception {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new TrustRequired().run(List.of(words.split(" ")), new Terminal(stream, stream, json));
  }

  /** The long example of docs/trust-model.md. */
  @Test
  void saysTheLevelOfEachAction() throws Exception {
    int exit = run(false, "--criticality 4 --exposure 2 --cvss 8.1 --required-trust 0.75");
    assertThat(exit).isEqualTo(Exit.ACCEPTED);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("admit    more than 0.75", "update   more than 0.77", "actuate  more than 0.79");
  }

  @Test
  void nothingIsEnoughToActWithACriticalExploitedOne() throws Exception {
    run(true, "--criticality 1 --exposure 1 --cvss 9.8 --exploited");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"actuate\":1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--criticality 4",
        "--exposure 2",
        "--criticality 0 --exposure 2",
        "--criticality 4 --exposure 6",
        "--criticality 4.5 --exposure 2",
        "--criticality a --exposure 2",
        "--criticality 4 --exposure 2 --cvss 11",
        "--criticality 4 --exposure 2 --cvss NaN",
        "--criticality 4 --exposure 2 --required-trust 2",
        "--criticality 4 --exposure 2 more"
      })
  void whatIsNoRiskIsRefused(String words) {
    assertThatThrownBy(() -> run(false, words)).isInstanceOf(UsageException.class);
  }
}
