package org.wardgate.command.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonValues;

/**
 * One device: what it is and may do, or why it stands where it stands.
 *
 * @param home where instances lie
 * @param explain whether with its way and its rules in words
 */
public record DeviceQuestion(Home home, boolean explain) implements Verb {

  private static final String PACKET = "--packet";

  @Override
  public Syntax syntax() {
    return new Syntax(
        explain ? "explain ID [--packet PACKET] [--instance DIR]" : "device ID [--instance DIR]",
        explain ? Set.of(Home.OPTION, PACKET) : Set.of(Home.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    DeviceId device = device(arguments);
    Optional<String> packet = arguments.option(PACKET);
    if (packet.isPresent()) {
      return PacketQuestion.ask(home, arguments, device, packet.get(), terminal);
    }
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments))
            .client()
            .get("/devices/" + device + (explain ? "/explain" : ""));
    terminal.object(answer);
    DeviceText.print(answer, terminal);
    List<String> facts = DeviceText.strings(answer, "mudFacts");
    if (!facts.isEmpty()) {
      terminal.line("  what its manufacturer says");
      facts.forEach(fact -> terminal.line("    " + fact));
    }
    trust(answer, terminal);
    if (explain) {
      terminal.line("  how it came here");
      history(answer, terminal);
      terminal.line("  what it may do");
      List<String> rules = DeviceText.strings(answer, "rules");
      (rules.isEmpty() ? List.of("nothing") : rules).forEach(rule -> terminal.line("    " + rule));
    } else if (answer.get("policy") instanceof Map<?, ?> policy) {
      terminal.line("  rules");
      rules(JsonValues.object(policy, "policy"), terminal);
    }
    return Exit.ACCEPTED;
  }

  /** The device an operand names. */
  static DeviceId device(Arguments arguments) throws UsageException {
    try {
      return new DeviceId(arguments.operands().get(0));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** Why it is trusted or not, and what several devices have in common. */
  private static void trust(Map<String, Object> answer, Terminal terminal) {
    Map<String, Object> trust = TrustText.object(answer, "trustDetail");
    if (!trust.isEmpty()) {
      terminal.line("  how far it is trusted");
      TrustText.print(trust, terminal);
    }
    for (Object one : JsonValues.list(answer.getOrDefault("incidents", List.of()), "incidents")) {
      Map<String, Object> incident = JsonValues.object(one, "incident");
      terminal.line(
          "  incident   "
              + DeviceText.text(incident, "id")
              + " "
              + DeviceText.text(incident, "state")
              + ": "
              + DeviceText.text(incident, "common"));
    }
  }

  private static void history(Map<String, Object> answer, Terminal terminal) {
    for (Object step : JsonValues.list(answer.getOrDefault("history", List.of()), "history")) {
      Map<String, Object> line = JsonValues.object(step, "history");
      terminal.line("    " + DeviceText.time(line, "at") + "  " + DeviceText.text(line, "line"));
    }
  }

  private static void rules(Map<String, Object> policy, Terminal terminal) {
    for (Object rule : JsonValues.list(policy.getOrDefault("rules", List.of()), "rules")) {
      Map<String, Object> members = JsonValues.object(rule, "rule");
      terminal.line(
          "    " + DeviceText.text(members, "name") + ": " + DeviceText.text(members, "words"));
    }
  }
}
