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
 * Decides about an update that has not begun.
 *
 * @param home where instances lie
 * @param name {@code approve} or {@code dismiss}
 */
public record UpdateDecision(Home home, String name) implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "update " + name + " ID --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    String digits = UpdateText.digits(arguments.operands().get(0));
    String reason = Reason.of(arguments);
    AdminClient client = Asker.client(home, arguments);
    String id = UpdateText.id(client, digits);
    UpdateText.show(terminal, client.post("/updates/" + id + "/" + name, reason));
    return Exit.ACCEPTED;
  }
}
