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
 * Threat advisories that are known.
 *
 * @param home where instances lie
 */
public record AdvisoryList(Home home) implements Verb {

  private static final List<String> HEAD =
      List.of("ID", "VERSION", "ISSUER", "RESPONSE", "STATE", "DEVICES", "APPROVED BY", "SUMMARY");

  @Override
  public Syntax syntax() {
    return new Syntax("advisory list [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments)).client().get("/advisories");
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    for (Map<String, Object> advisory : all(answer)) {
      rows.add(row(advisory));
    }
    if (rows.isEmpty()) {
      terminal.line("No advisory is known");
    } else {
      rows.add(0, HEAD);
      terminal.table(rows);
    }
    return Exit.ACCEPTED;
  }

  static List<Map<String, Object>> all(Map<String, Object> answer) {
    return JsonValues.list(answer.getOrDefault("advisories", List.of()), "advisories").stream()
        .map(advisory -> JsonValues.object(advisory, "advisory"))
        .toList();
  }

  private static List<String> row(Map<String, Object> advisory) {
    return List.of(
        DeviceText.text(advisory, "id"),
        DeviceText.text(advisory, "version"),
        DeviceText.text(advisory, "issuer"),
        DeviceText.text(advisory, "response"),
        DeviceText.text(advisory, "state"),
        String.join(",", DeviceText.strings(advisory, "devices")),
        String.join(",", DeviceText.strings(advisory, "approvals")),
        DeviceText.text(advisory, "summary"));
  }
}
