package org.wardgate.command.gateway;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Takes a step of a change of the ward CA's key.
 *
 * @param home where instances lie
 */
public record CaRollover(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "ca rollover publish|activate|finish [--reason TEXT] [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    String step = step(arguments.operands().get(0));
    String reason = Reason.orElse(arguments, "rollover of the ward CA: " + step);
    Map<String, Object> answer =
        Asker.client(home, arguments).post("/ca/rollover", Map.of("step", step, "reason", reason));
    terminal.object(answer);
    terminal.line(step + ": " + DeviceText.text(answer, "reason"));
    return Exit.ACCEPTED;
  }

  private static String step(String word) throws UsageException {
    for (RolloverStep step : RolloverStep.values()) {
      if (step.name().toLowerCase(Locale.ROOT).equals(word)) {
        return word;
      }
    }
    throw new UsageException("a step is publish, activate or finish");
  }
}
