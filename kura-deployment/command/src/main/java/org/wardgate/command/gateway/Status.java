package org.wardgate.command.gateway;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonValues;
import org.wardgate.launcher.instance.Instance;

/**
 * How the gateway is. Exit status 0 only if it runs and serves.
 *
 * @param home where instances lie
 */
public record Status(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("status [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException, IOException {
    Instance instance = home.instance(arguments);
    GatewayHandle gateway = new GatewayHandle(instance);
    Map<String, Object> status = gateway.client().get("/status");
    Map<String, Object> answer = new LinkedHashMap<>(status);
    answer.putAll(Location.of(instance).members());
    answer.put("planFailure", gateway.planFailure());
    terminal.object(answer);
    boolean ready = Boolean.TRUE.equals(status.get("ready"));
    Map<String, Object> cloud = part(status, "cloud");
    terminal.line("Wardgate " + status.get("gatewayId") + (ready ? " is ready" : " is not ready"));
    missing(status).forEach(part -> terminal.line("  missing    " + part));
    terminal.line("  devices    " + status.get("devices"));
    terminal.line("  enforcing  " + status.get("enforcement"));
    terminal.line("  journal    " + part(status, "journal").get("records") + " records");
    terminal.line(
        "  cloud      "
            + (Boolean.TRUE.equals(cloud.get("connected")) ? "connected" : "not connected")
            + ", "
            + cloud.get("acknowledged")
            + " acknowledged, "
            + cloud.get("pending")
            + " pending");
    strings(status, "alarms").forEach(alarm -> terminal.line("  alarm      " + alarm));
    if (!gateway.planFailure().isEmpty()) {
      terminal.line("  plan       the previous one, because: " + gateway.planFailure());
    }
    Location.of(instance).lines().forEach(terminal::line);
    return ready ? Exit.ACCEPTED : Exit.REFUSED;
  }

  private static List<String> missing(Map<String, Object> status) {
    return strings(status, "missing");
  }

  private static List<String> strings(Map<String, Object> status, String name) {
    return JsonValues.list(status.getOrDefault(name, List.of()), name).stream()
        .map(String::valueOf)
        .toList();
  }

  private static Map<String, Object> part(Map<String, Object> status, String name) {
    return JsonValues.object(status.getOrDefault(name, Map.of()), name);
  }
}
