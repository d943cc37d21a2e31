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
 * Failed appraisals that a gateway kept.
 *
 * @param home where instances lie
 */
public record CaseList(Home home) implements Verb {
  private static final List<String> HEAD =
      List.of("ID", "AT", "DEVICE", "STATUS", "CODE", "POLICY");

  @Override
  public Syntax syntax() {
    return new Syntax("case list [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Map<String, Object> answer = new GatewayHandle(home.instance(arguments)).client().get("/cases");
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    for (Object one : JsonValues.list(answer.getOrDefault("cases", List.of()), "cases")) {
      Map<String, Object> kept = JsonValues.object(one, "case");
      rows.add(
          List.of(
              DeviceText.text(kept, "id"),
              DeviceText.time(kept, "at"),
              DeviceText.text(kept, "device"),
              DeviceText.text(kept, "status"),
              DeviceText.text(kept, "code"),
              DeviceText.text(kept, "policy")));
    }
    if (rows.isEmpty()) {
      terminal.line("No case is kept");
    } else {
      rows.add(0, HEAD);
      terminal.table(rows);
    }
    return Exit.ACCEPTED;
  }
}
