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
 * A proposal for a device's manufacturer, always one JSON object.
 *
 * @param home where instances lie
 */
public record DeviceProposal(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("proposal ID [--instance DIR]", Set.of(Home.OPTION), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments))
            .client()
            .get("/devices/" + DeviceQuestion.device(arguments) + "/proposal");
    new Terminal(terminal.out(), terminal.err(), true).object(answer);
    return Exit.ACCEPTED;
  }
}
