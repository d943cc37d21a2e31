package org.wardgate.command.gateway;

import java.util.Map;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowText;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.launcher.feature.JsonValues;

/** What a packet of a device meets in the running gateway. */
final class PacketQuestion {

  private PacketQuestion() {}

  /** Exit status 0 if it passes, 2 if it does not. */
  static int ask(Home home, Arguments arguments, DeviceId device, String packet, Terminal terminal)
      throws RefusedException {
    FlowText.parse(packet); // refused here with the same words, and without a gateway
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments))
            .client()
            .post("/devices/" + device + "/explain", Map.of("packet", packet));
    boolean accepted = Boolean.TRUE.equals(answer.get("accepted"));
    terminal.object(answer);
    terminal.line((accepted ? "passes" : "is dropped") + ": " + DeviceText.text(answer, "words"));
    if (answer.get("rule") instanceof Map<?, ?> rule) {
      terminal.line("  rule       " + DeviceText.text(JsonValues.object(rule, "rule"), "name"));
    }
    if (!DeviceText.text(answer, "origin").isEmpty()) {
      terminal.line("  of         " + DeviceText.text(answer, "origin"));
    }
    return accepted ? Exit.ACCEPTED : Exit.REFUSED;
  }
}
