package org.wardgate.command.gateway;

import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Decides about an advisory that is held.
 *
 * @param home where instances lie
 * @param name {@code approve} or {@code dismiss}
 */
public record AdvisoryDecision(Home home, String name) implements Verb {

  private static final String VERSION = "--version";
  private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "advisory " + name + " ID --version N --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, VERSION, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    String id = arguments.operands().get(0);
    if (!id.matches(ID_FORM)) {
      throw new UsageException("an advisory id matches " + ID_FORM);
    }
    String version = arguments.required(VERSION);
    if (!version.matches("[1-9][0-9]{0,15}")) {
      throw new UsageException(VERSION + " is the one that 'advisory list' shows");
    }
    String reason = Reason.of(arguments);
    Map<String, Object> answer =
        Asker.client(home, arguments)
            .decide("/advisories/" + id + "/" + name, Long.parseLong(version), reason);
    terminal.object(answer);
    terminal.line(
        id + " is " + DeviceText.text(answer, "state") + ": " + DeviceText.text(answer, "reason"));
    return Exit.ACCEPTED;
  }
}
