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
 * Tells the gateway to do something with a device.
 *
 * @param home where instances lie
 * @param name {@code quarantine}, {@code release}, {@code retire} or {@code revoke}
 */
public record DeviceCommand(Home home, String name) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax(
        name + " ID --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    DeviceId device = DeviceQuestion.device(arguments);
    String reason = Reason.of(arguments);
    Map<String, Object> answer =
        Asker.client(home, arguments).post("/devices/" + device + "/" + name, reason);
    terminal.object(answer);
    terminal.line(
        DeviceText.text(answer, "id")
            + " is "
            + DeviceText.text(answer, "state")
            + ": "
            + DeviceText.text(answer, "reason"));
    return Exit.ACCEPTED;
  }
}
