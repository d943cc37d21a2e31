package org.wardgate.emulators.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.net.DemoLock;
import org.wardgate.emulators.net.LoopbackTopology;
import org.wardgate.emulators.net.NamespaceTopology;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.net.Topology;
import org.wardgate.emulators.provision.DemoLayout;
import org.wardgate.emulators.provision.JsonFiles;
import org.wardgate.emulators.provision.Provisioning;
import org.wardgate.emulators.provision.Resident;

/** One demo: takes the place, builds the networks, provisions, supervises, clears away. */
final class DemoRun {
  private static final Path MACHINE_LOCK = Path.of("/run/lock/wardgate-demo.lock");

  private final Options options;
  private final DemoLayout layout;
  private final Screen screen;
  private final CountDownLatch stop;

  private DemoRun(Options options, Screen screen, CountDownLatch stop) {
    this.options = options;
    this.layout = new DemoLayout(options.instance());
    this.screen = screen;
    this.stop = stop;
  }

  /**
   * Runs a demo.
   *
   * @param stop counted down when it shall end early
   * @return the exit status
   * @throws IOException if it cannot run
   */
  static int run(Options options, Screen screen, CountDownLatch stop)
      throws IOException, InterruptedException {
    DemoRun demo = new DemoRun(options, screen, stop);
    if (options.consoleAddress().isPresent()) {
      return demo.inNamespaces(true);
    }
    try (DemoLock lock = take(demo.layout.lock())) {
      return lock.held() ? demo.whereItCan() : Outcome.EXIT_BAD;
    }
  }

  private int whereItCan() throws IOException, InterruptedException {
    if (options.loopback()) {
      return onLoopback();
    }
    if (NamespaceTopology.possible()) {
      try (DemoLock machine = take(MACHINE_LOCK)) {
        return machine.held() ? inNamespaces(false) : Outcome.EXIT_BAD;
      }
    }
    if (UserNamespace.possible()) {
      screen.progress("not root: using a user namespace");
      return UserNamespace.run(options, layout, stop);
    }
    return onLoopback();
  }

  private static DemoLock take(Path file) throws IOException {
    return DemoLock.take(file)
        .orElseThrow(
            () -> new IOException("another demo is running (it holds " + file + "); end it first"));
  }

  private int inNamespaces(boolean ownMounts) throws IOException, InterruptedException {
    screen.progress("building three network namespaces with a wire for each device");
    try (NamespaceTopology topology =
        NamespaceTopology.open(NamespaceTopology.DEMO_PREFIX, options.count(), ownMounts)) {
      return supervise(topology);
    }
  }

  private int onLoopback() throws IOException, InterruptedException {
    try (Topology topology = new LoopbackTopology()) {
      screen.progress("NOT ENFORCING: " + topology.description());
      screen.progress("  the pump that scans its neighbours is left out: nobody would see it");
      return supervise(topology);
    }
  }

  private int supervise(Topology topology) throws IOException, InterruptedException {
    GatewayProcess.endLeftover(layout);
    List<Resident> residents = earlier(topology.plan());
    if (residents.isEmpty()) {
      screen.progress("making certificates, MUD files, inventory and reference values");
      clear();
      Provisioning.writeInstance(layout, topology);
      residents =
          Provisioning.run(
              layout,
              topology.plan(),
              options.count(),
              options.withClone(),
              options.driftAfterSeconds(),
              Clock.systemUTC());
    }
    topology.prepareGateway(layout.hosts());
    Provisioning.writeInstance(layout, topology);
    try {
      Outcome outcome = new Supervisor(options, layout, topology, screen, stop).run(residents);
      screen.finish(outcome);
      return outcome.exitStatus();
    } finally {
      Provisioning.forgetNamespaces(layout, topology.plan());
    }
  }

  /** What an earlier demo left, if it shall be kept and fits. */
  private List<Resident> earlier(Plan plan) throws IOException {
    if (!options.keep() || !Files.exists(layout.roster())) {
      return List.of();
    }
    List<Resident> residents = JsonFiles.read(layout.roster(), Resident.All.class).residents();
    boolean fits =
        residents.size() == options.count()
            && options.withClone()
                == residents.stream().anyMatch(r -> r.behaviour() == Behaviour.CLONED_IDENTITY)
            && residents.stream().allMatch(r -> r.address().startsWith(plan.wardPrefix()));
    return fits ? residents : List.of();
  }

  /** Removes an earlier demo's files; refuses a directory that does not look like one. */
  private void clear() throws IOException {
    if (!Files.exists(layout.root())) {
      return;
    }
    boolean empty;
    try (Stream<Path> entries = Files.list(layout.root())) {
      empty = entries.findAny().isEmpty();
    }
    if (!empty && !Files.exists(layout.instance())) {
      throw new IOException(layout.root() + " is not a demo's directory; nothing was removed");
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(layout.root())) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
