package org.wardgate.integration.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.integration.benchmarks.ProcessCost;

/** A server under measurement, in a process of its own. */
final class Server implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final InetSocketAddress address;

  private Server(Process process, int portIfSilent) throws IOException {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    int port = portIfSilent > 0 ? portIfSilent : (int) number("port ");
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** A Java server that speaks {@link ServerWords}. */
  static Server java(Class<?> main, List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Server(start(command), 0);
  }

  /** Another program, which listens on the port given. */
  static Server program(int port, List<String> command) throws IOException {
    return new Server(start(command), port);
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  InetSocketAddress address() {
    return address;
  }

  ProcessCost cost() throws IOException {
    return ProcessCost.of(process.pid());
  }

  /** Bytes in use after collections. */
  long heapBytes() throws IOException {
    input.write("heap\n");
    input.flush();
    return number("heap ");
  }

  private long number(String word) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(word)) {
        return Long.parseLong(line.substring(word.length()));
      }
    }
    throw new IOException("the server ended");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
