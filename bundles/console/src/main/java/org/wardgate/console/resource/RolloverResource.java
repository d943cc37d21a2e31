package org.wardgate.console.resource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wardgate.api.command.Command;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.console.json.Answer;

/**
 * Takes a step of a change of the ward CA's key.
 *
 * @param commands the way to the command gate
 */
record RolloverResource(CommandResources commands) implements Resource {

  @Override
  public Answer serve(Call call) throws RefusedException, IOException {
    List<String> parts =
        TextMembers.read(
            call.body().read(), List.of("step", "reason"), Command.REASON_MAX_CHARS * 8);
    return commands.submit(
        new Command.RollAuthority(
            CommandResources.fresh(),
            step(parts.get(0)),
            call.operator(),
            ReasonBody.checked(parts.get(1))));
  }

  private static RolloverStep step(String name) throws RefusedException {
    return Arrays.stream(RolloverStep.values())
        .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    ConsoleErrors.BAD_REQUEST, "step must be publish, activate or finish"));
  }
}
