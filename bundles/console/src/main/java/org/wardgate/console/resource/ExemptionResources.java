package org.wardgate.console.resource;

import java.io.IOException;
import java.time.Duration;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Ports;

/**
 * What a person allows a device for a time.
 *
 * @param ports the parts
 * @param commands the way to the command gate
 */
record ExemptionResources(Ports ports, CommandResources commands) {
  private static final long OVERRULE_MAX_MINUTES = 7 * 24 * 60;
  private static final long ACCEPT_MIN_MINUTES = 60;
  private static final long ACCEPT_MAX_MINUTES = 366 * 24 * 60;

  /** Makes a command with a validity. */
  private interface Kind {
    Command of(
        CorrelationId correlationId,
        DeviceId device,
        Duration validity,
        String operator,
        String reason);
  }

  Answer overrule(Call call) throws RefusedException, IOException {
    return submit(call, 1, OVERRULE_MAX_MINUTES, Command.Overrule::new);
  }

  Answer accept(Call call) throws RefusedException, IOException {
    return submit(call, ACCEPT_MIN_MINUTES, ACCEPT_MAX_MINUTES, Command.Accept::new);
  }

  private Answer submit(Call call, long minMinutes, long maxMinutes, Kind kind)
      throws RefusedException, IOException {
    Members body = Members.read(call.body().read());
    long minutes =
        body.whole("minutes", minMinutes, maxMinutes)
            .orElseThrow(() -> Members.bad("minutes is missing"));
    String reason = ReasonBody.checked(body.requiredText("reason"));
    body.nothingElse();
    DeviceId device = DeviceResources.known(ports.view().get(), call).device();
    return commands.submit(
        kind.of(
            CommandResources.fresh(),
            device,
            Duration.ofMinutes(minutes),
            call.operator(),
            reason));
  }

  Answer end(Call call) throws RefusedException, IOException {
    return commands.submit(call, Command.EndExemption::new);
  }
}
