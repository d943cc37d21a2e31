package org.wardgate.integration.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program in a namespace that answers each line with a line. */
public final class Peer implements AutoCloseable {
  private final Process process;
  private final PrintStream commands;
  private final BufferedReader answers;

  public Peer(String namespace, Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Its process id: {@code ip netns exec} becomes the program. */
  public long pid() {
    return process.pid();
  }

  /** What it says next. */
  public String read() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("a program in a namespace ended");
    }
    return answer;
  }

  public void tell(String command) {
    commands.println(command);
  }

  public String ask(String command) throws IOException {
    tell(command);
    return read();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
