package org.wardgate.integration.updates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wardgate.emulators.device.DeviceConfig;
import org.wardgate.emulators.device.Ward;
import org.wardgate.emulators.device.WardConfig;
import org.wardgate.emulators.net.NamespaceTopology;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.net.Topology.Place;
import org.wardgate.emulators.provision.DemoLayout;
import org.wardgate.emulators.provision.JsonFiles;
import org.wardgate.emulators.provision.Provisioning;
import org.wardgate.emulators.world.World;

/**
 * A ward with one emulated device and a stranger, a gateway's network, and the outside, as network
 * namespaces.
 */
final class Site implements AutoCloseable {
  /** The device that is switched on: it needs no more than a name and a server. */
  static final String DEVICE = "thermometer-01";

  private static final int DEVICES_COUNT = Provisioning.DEVICES_MIN_COUNT;
  private static final int END_SECONDS = 5;

  private final DemoLayout layout;
  private final String prefix = "wgu" + ProcessHandle.current().pid() % 100_000;
  private final NamespaceTopology topology;
  private final Deque<Process> processes = new ArrayDeque<>();
  private final DeviceConfig device;

  /**
   * Builds the networks and everything but the gateway.
   *
   * @param distribution has the emulators
   * @param instance the gateway's directory
   */
  Site(Path distribution, Path instance) throws IOException {
    layout = new DemoLayout(instance);
    topology = NamespaceTopology.open(prefix, DEVICES_COUNT + 1, false);
    try {
      Provisioning.writeInstance(layout, topology);
      Provisioning.run(layout, plan(), DEVICES_COUNT, Clock.systemUTC());
      topology.prepareGateway(layout.hosts());
      device = onlyDevice();
      Path jar = distribution.resolve("lib/demo/wardgate-demo.jar");
      Process world = start(builder(Place.WORLD, jar, World.class, layout.worldConfig()));
      awaitReady(world);
      start(
          builder(Place.WARD, jar, Ward.class, layout.wardConfig())
              .redirectOutput(said().toFile()));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Lets the ward have one device, and says which. */
  private DeviceConfig onlyDevice() throws IOException {
    WardConfig all = JsonFiles.read(layout.wardConfig(), WardConfig.class);
    DeviceConfig one =
        all.devices().stream().filter(each -> each.id().equals(DEVICE)).findFirst().orElseThrow();
    JsonFiles.write(
        layout.wardConfig(),
        new WardConfig(all.gateway(), all.resolver(), List.of(one), 0, all.driftAfterSeconds()));
    return one;
  }

  private ProcessBuilder builder(Place place, Path jar, Class<?> main, Path argument) {
    List<String> command = new ArrayList<>(topology.enter(place));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.addAll(List.of("-cp", jar.toString(), main.getName(), argument.toString()));
    return new ProcessBuilder(command)
        .redirectError(layout.logs().resolve(main.getSimpleName() + ".err").toFile());
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    processes.push(process);
    return process;
  }

  private static void awaitReady(Process world) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(world.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null || !line.startsWith("ready")) {
      throw new IOException("the world does not run: " + line);
    }
  }

  /** Gives the gateway one more configuration. */
  void configure(String pid, Map<String, Object> values) throws IOException {
    ObjectNode file = JsonFiles.read(layout.instance(), ObjectNode.class);
    ObjectNode target = file.withObject("/configurations").withObject("/" + pid);
    values.forEach((name, value) -> target.putPOJO(name, value));
    JsonFiles.write(layout.instance(), file);
  }

  /** How often the device went through onboarding. */
  long enrolments() throws IOException {
    try (Stream<String> lines = Files.lines(said())) {
      return lines.filter(line -> line.contains("\"step\":\"enrolled\"")).count();
    }
  }

  private Path said() {
    return layout.logs().resolve("ward.txt");
  }

  String inGateway(String line) throws IOException {
    return Shell.run(String.join(" ", topology.enter(Place.GATEWAY)) + " " + line);
  }

  List<String> enterGateway() {
    return topology.enter(Place.GATEWAY);
  }

  Plan plan() {
    return topology.plan();
  }

  DeviceConfig device() {
    return device;
  }

  /** Of somebody on the ward whom nobody knows. */
  String strangerAddress() {
    return plan().slot(DEVICES_COUNT).address();
  }

  String ward() {
    return prefix + "-ward";
  }

  String world() {
    return prefix + "-net";
  }

  @Override
  public void close() throws IOException {
    while (!processes.isEmpty()) {
      Process process = processes.pop();
      process.getOutputStream().close();
      try {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    topology.close();
  }
}
