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
 * Decides about the response that an incident's playbook proposes.
 *
 * @param home where instances lie
 * @param name {@code answer} or {@code dismiss}
 */
public record IncidentDecision(Home home, String name) implements Verb {
  private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "incident " + name + " ID --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    String id = arguments.operands().get(0);
    if (!id.matches(ID_FORM)) {
      throw new UsageException("an incident's id matches " + ID_FORM);
    }
    String reason = Reason.of(arguments);
    Outcome.print(
        Asker.client(home, arguments).post("/incidents/" + id + "/" + name, reason), terminal);
    return Exit.ACCEPTED;
  }
}
