package org.wardgate.emulators.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.emulators.net.Programs;
import org.wardgate.emulators.net.Topology;
import org.wardgate.emulators.provision.DemoLayout;

/**
 * The gateway of the demo, as its pid file names it: the process started here, or one that {@code
 * wardgate up} started later in the same instance.
 */
final class GatewayProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

  private final DemoLayout layout;
  private final Process first;

  private GatewayProcess(DemoLayout layout, Process first) {
    this.layout = layout;
    this.first = first;
  }

  /**
   * Starts the gateway by the distribution's own command for one process in the foreground.
   *
   * @param home the distribution's top folder
   * @throws IOException if it cannot be started
   */
  static GatewayProcess start(DemoLayout layout, Topology topology, Path home) throws IOException {
    Path script = home.resolve("lib").resolve("gateway");
    if (!Files.isExecutable(script)) {
      throw new IOException(script + " is missing: this is not a distribution");
    }
    List<String> command = new ArrayList<>(topology.enter(Topology.Place.GATEWAY));
    command.addAll(
        HelperProcess.detached(List.of(script.toString(), "--instance", layout.root().toString())));
    ProcessBuilder builder = Programs.builder(command).redirectErrorStream(true);
    builder.environment().put("WARDGATE_PROFILE", "small");
    builder.environment().put("JAVA", HelperProcess.javaProgram());
    if (!topology.plan().enforcing()) {
      // /etc/hosts is everybody's here
      builder.environment().put("WARDGATE_JVM_OPTS", "-Djdk.net.hosts.file=" + layout.hosts());
    }
    builder.redirectOutput(output(layout).toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new GatewayProcess(layout, builder.start());
  }

  private static Path output(DemoLayout layout) {
    return layout.logs().resolve("gateway.out");
  }

  /** Whether a gateway runs in the instance. */
  boolean alive() {
    return first.isAlive() || current().isPresent();
  }

  /** Ends a gateway that a killed demo left in the instance. */
  static void endLeftover(DemoLayout layout) {
    running(layout).ifPresent(HelperProcess::end);
  }

  private Optional<ProcessHandle> current() {
    return running(layout);
  }

  private static Optional<ProcessHandle> running(DemoLayout layout) {
    try {
      if (!Files.exists(layout.gatewayPid())) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readString(layout.gatewayPid()).strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> ours(process, layout));
    } catch (IOException | NumberFormatException e) {
      LOG.debug("pid file not read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** A pid file can outlive its process, and the number be given to another. */
  private static boolean ours(ProcessHandle process, DemoLayout layout) {
    String instance = layout.root().toString();
    try {
      String commandLine =
          Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return commandLine.contains(instance);
    } catch (IOException e) {
      return false;
    }
  }

  /** The last lines it printed, for people. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(output(layout));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /** Stops whichever gateway runs in the instance. */
  @Override
  public void close() {
    current().ifPresent(HelperProcess::end);
    HelperProcess.end(first.toHandle());
  }
}
