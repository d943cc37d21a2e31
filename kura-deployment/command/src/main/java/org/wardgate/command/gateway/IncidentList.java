package org.wardgate.command.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonValues;

/**
 * Incidents: trouble of several devices that has one cause.
 *
 * @param home where instances lie
 */
public record IncidentList(Home home) implements Verb {
  private static final List<String> HEAD =
      List.of("ID", "OPENED", "COMMON", "DEVICES", "AT RISK", "RESPONSE", "STATE", "DECIDED BY");

  @Override
  public Syntax syntax() {
    return new Syntax("incident list [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments)).client().get("/incidents");
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    for (Object one : JsonValues.list(answer.getOrDefault("incidents", List.of()), "incidents")) {
      rows.add(row(JsonValues.object(one, "incident")));
    }
    if (rows.isEmpty()) {
      terminal.line("No incident is known");
    } else {
      rows.add(0, HEAD);
      terminal.table(rows);
    }
    return Exit.ACCEPTED;
  }

  private static List<String> row(Map<String, Object> incident) {
    return List.of(
        DeviceText.text(incident, "id"),
        DeviceText.time(incident, "openedAt"),
        DeviceText.text(incident, "common"),
        String.join(",", DeviceText.strings(incident, "devices")),
        String.join(",", DeviceText.strings(incident, "atRisk")),
        DeviceText.text(incident, "response"),
        DeviceText.text(incident, "state"),
        DeviceText.text(incident, "decidedBy"));
  }
}
