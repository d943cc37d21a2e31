package org.wardgate.integration.ward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A running demo, watched through its own output and through the command. */
final class DemoWard implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path output;
  private final Path errors;

  private DemoWard(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  static DemoWard start(int seconds) throws IOException {
    return start("--seconds", Integer.toString(seconds));
  }

  static DemoWard start(String... options) throws IOException {
    List<String> command = Shell.wardgate("demo", "--json");
    command.addAll(List.of(options));
    Files.createDirectories(Shell.HOME);
    Path output = Shell.HOME.resolve("demo.out");
    Path errors = Shell.HOME.resolve("demo.err");
    Process process =
        Shell.prepare(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    return new DemoWard(process, output, errors);
  }

  Path data() {
    return Shell.HOME.resolve("demo/data");
  }

  /** State by device id, as the command says. */
  Map<String, String> states() throws IOException, InterruptedException {
    Shell.Result result = Shell.run(Shell.wardgate("devices", "--json"));
    Map<String, String> states = new TreeMap<>();
    if (result.status() == 0) {
      for (JsonNode device : JSON.readTree(result.output()).path("devices")) {
        states.put(device.path("id").asText(), device.path("state").asText());
      }
    }
    return states;
  }

  /** Whether nobody is still on the way in. */
  boolean settled() throws IOException, InterruptedException {
    Map<String, String> states = states();
    return states.size() == 13
        && states.values().stream().filter("ADMITTED"::equals).count() == 8
        && states.values().stream().filter("QUARANTINED"::equals).count() == 4
        && states.containsValue("REFUSED");
  }

  /** The states, for people. */
  String lastStates() {
    try {
      return states().toString();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  /** How far a device is trusted, as the command says. */
  JsonNode trust(String device) throws IOException, InterruptedException {
    return JSON.readTree(Shell.run(Shell.wardgate("trust", device, "--json")).output());
  }

  /** A device's address. */
  String address(String device) throws IOException, InterruptedException {
    Shell.Result result = Shell.run(Shell.wardgate("device", device, "--json"));
    return JSON.readTree(result.output()).path("address").asText();
  }

  /** Where the console is. */
  String console() {
    return said()
        .lines()
        .filter(line -> line.startsWith("console "))
        .map(line -> line.split(" ", -1)[1])
        .findFirst()
        .orElseThrow();
  }

  JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(Shell.run(Shell.wardgate("status", "--json")).output());
  }

  long gatewayPid() throws IOException {
    return Long.parseLong(Files.readString(Shell.HOME.resolve("demo/gateway.pid")).strip());
  }

  int await(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("the demo did not end");
    }
    return process.exitValue();
  }

  /** The last object it printed. */
  JsonNode summary() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(output));
    return JSON.readTree(lines.get(lines.size() - 1)).path("summary");
  }

  String said() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
