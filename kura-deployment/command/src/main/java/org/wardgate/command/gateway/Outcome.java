package org.wardgate.command.gateway;

import java.util.Map;
import org.wardgate.command.line.Terminal;

/** What came of a command. Stateless. */
final class Outcome {
  private Outcome() {}

  static void print(Map<String, Object> answer, Terminal terminal) {
    terminal.object(answer);
    terminal.line(
        DeviceText.text(answer, "id")
            + " is "
            + DeviceText.text(answer, "state")
            + ": "
            + DeviceText.text(answer, "reason"));
  }
}
