package org.wardgate.command.gateway;

import java.util.LinkedHashMap;
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
 * Gives a device its declared traffic at once, with a one-time code and without a token.
 *
 * @param home where instances lie
 */
public record BreakGlassOpen(Home home) implements Verb {
  private static final String CODE = "--code";
  private static final String MINUTES = "--minutes";
  private static final int MAX_MINUTES = 720;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "break-glass ID --code CODE --reason TEXT [--minutes N] [--instance DIR]",
        Set.of(Home.OPTION, CODE, Reason.OPTION, MINUTES),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    DeviceId device = DeviceQuestion.device(arguments);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("device", device.value());
    body.put("code", arguments.required(CODE));
    body.put("reason", Reason.of(arguments));
    if (arguments.option(MINUTES).isPresent()) {
      body.put("minutes", WholeNumber.of(arguments.required(MINUTES), MINUTES, 1, MAX_MINUTES));
    }
    Outcome.print(
        new GatewayHandle(home.instance(arguments))
            .client()
            .postOpen("/break-glass", JsonBody.of(body)),
        terminal);
    return Exit.ACCEPTED;
  }
}
