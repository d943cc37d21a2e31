package org.wardgate.command.gateway;

import java.util.Map;
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
 * How far a device is trusted, and from what.
 *
 * @param home where instances lie
 */
public record TrustShow(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("trust ID [--instance DIR]", Set.of(Home.OPTION), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    DeviceId device = DeviceQuestion.device(arguments);
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments)).client().get("/devices/" + device + "/trust");
    terminal.object(answer);
    terminal.line(device.value());
    TrustText.print(answer, terminal);
    return Exit.ACCEPTED;
  }
}
