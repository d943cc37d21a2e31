package org.wardgate.command.gateway;

import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Goes back to the version before the one that runs.
 *
 * @param home where instances lie
 */
public record UpdateBack(Home home) implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "update back --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Reason.OPTION, Asker.OPTION),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    String reason = Reason.of(arguments);
    UpdateText.show(terminal, Asker.client(home, arguments).post("/updates/back", reason));
    return Exit.ACCEPTED;
  }
}
