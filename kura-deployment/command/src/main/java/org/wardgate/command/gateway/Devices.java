package org.wardgate.command.gateway;

import java.util.ArrayList;
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

/**
 * All devices, with their reasons.
 *
 * @param home where instances lie
 */
public record Devices(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("devices [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments)).client().get("/devices");
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    for (Object device : JsonValues.list(answer.getOrDefault("devices", List.of()), "devices")) {
      rows.add(DeviceText.row(JsonValues.object(device, "device")));
    }
    if (rows.isEmpty()) {
      terminal.line("No device has come yet");
    } else {
      rows.add(0, DeviceText.HEAD);
      terminal.table(rows);
    }
    return Exit.ACCEPTED;
  }
}
