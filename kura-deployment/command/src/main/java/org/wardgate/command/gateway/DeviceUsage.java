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
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonValues;

/**
 * What a device uses of what is declared, and what it was denied.
 *
 * @param home where instances lie
 */
public record DeviceUsage(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("usage ID [--instance DIR]", Set.of(Home.OPTION), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments))
            .client()
            .get("/devices/" + DeviceQuestion.device(arguments) + "/usage");
    terminal.object(answer);
    Map<String, Object> traffic =
        JsonValues.object(answer.getOrDefault("traffic", Map.of()), "traffic");
    terminal.line(
        "sent       "
            + traffic.get("sentPackets")
            + " packets, "
            + traffic.get("sentBytes")
            + " bytes");
    terminal.line(
        "received   "
            + traffic.get("receivedPackets")
            + " packets, "
            + traffic.get("receivedBytes")
            + " bytes");
    boolean counted = Boolean.TRUE.equals(answer.get("counted"));
    terminal.line(counted ? "hits of all devices with this policy" : "entries are not counted");
    rows(answer, "rules", List.of("hits", "name")).forEach(row -> terminal.line("  " + row));
    terminal.line("denied, most first");
    rows(answer, "denied", List.of("count", "destination", "protocol", "port"))
        .forEach(row -> terminal.line("  " + row));
    return Exit.ACCEPTED;
  }

  private static List<String> rows(Map<String, Object> answer, String name, List<String> columns) {
    List<String> rows = new ArrayList<>();
    for (Object element : JsonValues.list(answer.getOrDefault(name, List.of()), name)) {
      Map<String, Object> members = JsonValues.object(element, name);
      boolean answers = Boolean.TRUE.equals(members.get("answersOnly"));
      rows.add(
          String.join(
                  "  ", columns.stream().map(column -> DeviceText.text(members, column)).toList())
              + (answers ? "  answers, not counted" : ""));
    }
    return rows.isEmpty() ? List.of("nothing") : rows;
  }
}
