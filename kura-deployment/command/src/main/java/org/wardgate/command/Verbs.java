package org.wardgate.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wardgate.command.gateway.DeviceCommand;
import org.wardgate.command.gateway.DeviceQuestion;
import org.wardgate.command.gateway.Devices;
import org.wardgate.command.gateway.Down;
import org.wardgate.command.gateway.Home;
import org.wardgate.command.gateway.Run;
import org.wardgate.command.gateway.Status;
import org.wardgate.command.gateway.Up;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;

/** All commands. */
final class Verbs {

  private Verbs() {}

  static Map<String, Verb> all(Map<String, String> environment) {
    Installation installation = Installation.ofThisJar();
    Home home = Home.of(installation, environment);
    Map<String, Verb> verbs = new LinkedHashMap<>();
    verbs.put("up", new Up(home));
    verbs.put("down", new Down(home));
    verbs.put("status", new Status(home));
    verbs.put("devices", new Devices(home));
    verbs.put("device", new DeviceQuestion(home, false));
    verbs.put("explain", new DeviceQuestion(home, true));
    verbs.put("quarantine", new DeviceCommand(home, "quarantine"));
    verbs.put("release", new DeviceCommand(home, "release"));
    verbs.put("retire", new DeviceCommand(home, "retire"));
    verbs.put("run", new Run(installation));
    return verbs;
  }
}
