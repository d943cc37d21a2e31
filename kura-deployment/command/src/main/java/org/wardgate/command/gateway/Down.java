package org.wardgate.command.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.instance.Instance;

/**
 * Stops a gateway that runs in the background.
 *
 * @param home where instances lie
 */
public record Down(Home home) implements Verb {

  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  @Override
  public Syntax syntax() {
    return new Syntax("down [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Instance instance = home.instance(arguments);
    Optional<ProcessHandle> process = new GatewayHandle(instance).process();
    if (process.isPresent()) {
      stop(process.get());
    }
    terminal.line(process.isPresent() ? "Wardgate is down" : "Wardgate is not running");
    terminal.object(
        Map.of("stopped", process.isPresent(), "instance", instance.directory().toString()));
    return Exit.ACCEPTED;
  }

  private static void stop(ProcessHandle process) throws RefusedException {
    process.destroy();
    if (!Waiting.until(() -> !process.isAlive(), STOPPED_WITHIN)) {
      throw new RefusedException(LauncherErrors.NOT_STOPPED, "process " + process.pid());
    }
  }
}
