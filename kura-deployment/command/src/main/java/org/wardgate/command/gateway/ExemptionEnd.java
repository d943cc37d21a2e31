package org.wardgate.command.gateway;

import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Ends an override, a break-glass or an acceptance before its time.
 *
 * @param home where instances lie
 */
public record ExemptionEnd(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "exemption end ID --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    DeviceId device = DeviceQuestion.device(arguments);
    String reason = Reason.of(arguments);
    Outcome.print(
        Asker.client(home, arguments).post("/devices/" + device + "/end-exemption", reason),
        terminal);
    return Exit.ACCEPTED;
  }
}
