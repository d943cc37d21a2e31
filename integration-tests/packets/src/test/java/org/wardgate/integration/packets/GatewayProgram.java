package org.wardgate.integration.packets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link EnforcingMain} in a gateway's namespace, asked and answering line by line. */
final class GatewayProgram implements AutoCloseable {
  private final Process process;
  private final PrintStream commands;
  private final BufferedReader answers;

  GatewayProgram(String namespace, String nft, List<String> localNetworks) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.add("-Dorg.wardgate.programs.any=true");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EnforcingMain.class.getName());
    command.add(nft);
    command.addAll(localNetworks);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    expect("ready", answers.readLine(), "start");
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  String ask(String command) throws IOException {
    commands.println(command);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the gateway ended at " + command);
    }
    return answer;
  }

  /** A MUD file gets a name; it has to be accepted. */
  void compile(String key, String url, String text, List<String> controllers) throws IOException {
    Path file = Files.createTempFile("wardgate-mud", ".json");
    try {
      Files.writeString(file, text);
      String mappings = controllers.isEmpty() ? "" : " " + String.join(" ", controllers);
      String command = "compile " + key + " " + url + " " + file + mappings;
      expect("compiled", ask(command), url);
    } finally {
      Files.delete(file);
    }
  }

  /** A device comes into force. */
  void enforce(String command) throws IOException {
    expect("enforced", ask(command), command);
  }

  private static void expect(String wanted, String said, String what) {
    if (!wanted.equals(said)) {
      throw new AssertionError(what + ": " + said);
    }
  }

  /** As the operator's kill does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
