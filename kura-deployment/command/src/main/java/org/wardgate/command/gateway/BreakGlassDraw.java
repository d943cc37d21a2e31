package org.wardgate.command.gateway;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.console.access.BreakGlassCodes;

/**
 * Draws one-time codes for the bedside and shows them once. Whoever may write the gateway's data
 * directory may do it; the gateway need not run.
 *
 * @param home where instances lie
 */
public record BreakGlassDraw(Home home) implements Verb {
  private static final String COUNT = "--count";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "break-glass codes --count N [--instance DIR]", Set.of(Home.OPTION, COUNT), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    int count =
        WholeNumber.of(arguments.required(COUNT), COUNT, 1, BreakGlassCodes.DRAWN_MAX_COUNT);
    BreakGlassCodes codes =
        new BreakGlassCodes(new GatewayHandle(home.instance(arguments)).breakGlass());
    List<String> drawn = codes.draw(count, new SecureRandom());
    terminal.object(Map.of("codes", drawn));
    drawn.forEach(terminal::line);
    terminal.line("Each code counts once. Print them and lock them away: they are not shown again");
    return Exit.ACCEPTED;
  }
}
