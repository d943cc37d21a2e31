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

/**
 * Shows updates of the gateway, the newest first.
 *
 * @param home where instances lie
 */
public record UpdateList(Home home) implements Verb {
  private static final List<String> HEAD =
      List.of("ID", "VERSION", "STATE", "SINCE", "APPROVED BY", "FINDINGS");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "update list [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Asker.OPTION),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Map<String, Object> answer = Asker.client(home, arguments).get("/updates");
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    UpdateText.all(answer).forEach(update -> rows.add(UpdateText.row(update)));
    if (rows.isEmpty()) {
      terminal.line("No update is known");
    } else {
      rows.add(0, HEAD);
      terminal.table(rows);
    }
    return Exit.ACCEPTED;
  }
}
