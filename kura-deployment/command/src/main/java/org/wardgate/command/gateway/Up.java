package org.wardgate.command.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Starts a gateway in the background.
 *
 * @param home where instances lie
 */
public record Up(Home home) implements Verb {

  private static final Duration LIVE_WITHIN = Duration.ofSeconds(30);
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);

  @Override
  public Syntax syntax() {
    return new Syntax("up [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException, IOException {
    Instance instance = home.instance(arguments);
    GatewayHandle gateway = new GatewayHandle(instance);
    boolean already = gateway.process().isPresent();
    if (!already) {
      Process process = new GatewayStarter(home.installation()).start(instance);
      awaitLive(instance, gateway, process);
    }
    List<String> missing = awaitReady(gateway);
    terminal.line(already ? "Wardgate is already running" : "Wardgate is up");
    Location.of(instance).lines().forEach(terminal::line);
    missing.forEach(part -> terminal.line("  not ready  " + part));
    if (!gateway.planFailure().isEmpty()) {
      terminal.line("  plan       the previous one, because: " + gateway.planFailure());
    }
    Map<String, Object> answer = new LinkedHashMap<>(Location.of(instance).members());
    answer.put("started", !already);
    answer.put("ready", missing.isEmpty());
    answer.put("missing", missing);
    answer.put("planFailure", gateway.planFailure());
    terminal.object(answer);
    return Exit.ACCEPTED;
  }

  private static void awaitLive(Instance instance, GatewayHandle gateway, Process process)
      throws RefusedException {
    boolean settled =
        Waiting.until(() -> !process.isAlive() || HealthQuestion.live(gateway), LIVE_WITHIN);
    if (!process.isAlive() && !HealthQuestion.live(gateway)) {
      throw new RefusedException(
          LauncherErrors.NO_ANSWER, "it ended: " + GatewayStarter.lastWords(instance));
    }
    if (!settled) {
      throw new RefusedException(
          LauncherErrors.NO_ANSWER, "not live within " + LIVE_WITHIN.toSeconds() + " s");
    }
  }

  private static List<String> awaitReady(GatewayHandle gateway) {
    Waiting.until(() -> HealthQuestion.missing(gateway).isEmpty(), READY_WITHIN);
    return HealthQuestion.missing(gateway);
  }
}
