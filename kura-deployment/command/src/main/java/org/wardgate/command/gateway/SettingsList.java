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
 * Shows what can be set.
 *
 * @param home where instances lie
 */
public record SettingsList(Home home) implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "settings list [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Asker.OPTION),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Map<String, Object> answer = Asker.client(home, arguments).get("/settings");
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PID", "NAME", "NOT TAKEN"));
    for (Object one : JsonValues.list(answer.getOrDefault("forms", List.of()), "forms")) {
      Map<String, Object> form = JsonValues.object(one, "form");
      int refused = DeviceText.strings(form, "refused").size();
      rows.add(
          List.of(
              DeviceText.text(form, "pid"),
              DeviceText.text(form, "name"),
              refused == 0 ? "" : String.valueOf(refused)));
    }
    terminal.table(rows);
    return Exit.ACCEPTED;
  }
}
