package org.wardgate.integration.benchmarks.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.DeviceView;
import org.wardgate.decision.rules.DecisionLimits;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.run.Clocks;
import org.wardgate.decision.run.RunningCore;
import org.wardgate.enforcement.nft.NftEnforcer;
import org.wardgate.integration.benchmarks.Components;
import org.wardgate.integration.benchmarks.Lane;
import org.wardgate.integration.benchmarks.MemoryKeyVault;
import org.wardgate.integration.benchmarks.Sample;
import org.wardgate.journal.JournalComponent;
import org.wardgate.trust.SubjectiveTrustEvaluator;

/** In a gateway's namespace: verifier, decision core, journal and nftables of a whole ward. */
final class QuarantineMain {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BASELINE_COUNT = 200;
  private static final long BETWEEN_MILLIS = 40;

  private final Fleet fleet;
  private final AttestingDevices devices;
  private final WardPorts ports;
  private final WatchedEnforcer enforcer;
  private final RunningCore core;

  private QuarantineMain(int devicesCount, int periodSeconds, Path folder) throws Exception {
    fleet = Fleet.of(devicesCount);
    devices =
        new AttestingDevices(
            fleet, new Bench(new FleetReferences(fleet).index(), fleet.inventory(periodSeconds)));
    ports = new WardPorts(new Lane(0, devicesCount + 1));
    EventSink nobody = event -> CompletableFuture.completedFuture(null);
    enforcer = new WatchedEnforcer(Components.make(NftEnforcer.class, Map.of(), nobody));
    core =
        RunningCore.start(
            new JournalComponent(folder::resolve, new MemoryKeyVault()),
            new Reducer(ports.compiler(), new SubjectiveTrustEvaluator(), DecisionLimits.DEFAULT),
            fleet.inventory(periodSeconds),
            new RunningCore.Options(Clocks.system(), false));
  }

  /** Devices, seconds between challenges, quarantines. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("wardgate-quarantine");
    QuarantineMain ward =
        new QuarantineMain(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), folder);
    ward.join();
    ward.measure(Integer.parseInt(arguments[2]));
    System.out.println("end");
    erase(folder);
    // as a kill does: the namespace goes with its rules
    Runtime.getRuntime().halt(0);
  }

  private static void erase(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Everybody comes in, as far as the core is concerned. */
  private void join() throws Exception {
    ports.bindTo(core.executor());
    core.executor().bind(org.wardgate.api.attestation.Challenger.class, devices);
    core.enforcerArrived(enforcer);
    await("the core to be ready", core::ready);
    for (FleetDevice device : fleet.devices()) {
      identified(device, PeerIdentity.Kind.IDEVID);
    }
    awaitAll(DeviceState.PROFILED);
    for (FleetDevice device : fleet.devices()) {
      submit(devices.forEnrolment(device, "en-" + device.number(), key(device).sha256()));
    }
    awaitAll(DeviceState.ATTESTED);
    for (FleetDevice device : fleet.devices()) {
      submit(new EnrolmentRequested(id("sen-" + device.number()), device.id(), key(device)));
    }
    awaitAll(DeviceState.ADMITTED);
    for (FleetDevice device : fleet.devices()) {
      identified(device, PeerIdentity.Kind.LDEVID);
    }
    System.out.println(fleet.devices().size() + " devices are admitted and attest");
  }

  private static Bytes key(FleetDevice device) {
    return device.spki();
  }

  private static CorrelationId id(String text) {
    return new CorrelationId(text);
  }

  private void identified(FleetDevice device, PeerIdentity.Kind kind) throws Exception {
    Optional<String> url =
        kind == PeerIdentity.Kind.IDEVID
            ? Optional.of(ports.mudUrl(device.id()))
            : Optional.empty();
    submit(
        new DeviceIdentified(
            id("hs-" + kind.name().toLowerCase(Locale.ROOT) + "-" + device.number()),
            new PeerIdentity(kind, device.id(), device.spki().sha256(), url),
            ports.lane().placement(device.number()).bindings().get(0).address(),
            TransportKind.COAP));
  }

  private void submit(org.wardgate.api.Event event) throws Exception {
    var problem = core.submit(event).get();
    if (problem.isPresent()) {
      throw new IllegalStateException(event + ": " + problem.get());
    }
  }

  private void awaitAll(DeviceState state) {
    await(
        "all to be " + state + "; " + counts(),
        () ->
            core.view().devices().stream()
                    .filter(device -> device.state().compareTo(state) >= 0)
                    .filter(device -> device.state().compareTo(DeviceState.ADMITTED) <= 0)
                    .count()
                == fleet.devices().size());
  }

  private String counts() {
    return core.view().devices().stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                DeviceView::state, java.util.stream.Collectors.counting()))
        .toString();
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void measure(int quarantinesCount) throws Exception {
    Sample bare = baseline();
    print("nft alone, a device removed", bare);
    // let everybody attest once, so that what is measured is warm
    long warm = devices.answersCount() + 2L * fleet.devices().size();
    await("everybody to attest twice", () -> devices.answersCount() >= warm);
    List<DeviceId> chosen =
        fleet.devices().subList(0, quarantinesCount).stream().map(FleetDevice::id).toList();
    long before = devices.answersCount();
    long start = System.nanoTime();
    for (DeviceId device : chosen) {
      devices.spoil(device);
      LockSupport.parkNanos(Duration.ofMillis(BETWEEN_MILLIS).toNanos());
    }
    await(
        "all to be cut",
        () -> chosen.stream().allMatch(device -> enforcer.cutAtNanos(device) != 0));
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Double> times = new ArrayList<>();
    for (DeviceId device : chosen) {
      times.add((enforcer.cutAtNanos(device) - devices.badSinceNanos(device)) / 1e6);
    }
    Sample all = Sample.of(times);
    print("evidence arrives to quarantine in nft", all);
    System.out.printf(
        Locale.ROOT,
        "ratio of medians %.1f, of p99 %.1f; %.0f appraisals a second meanwhile%n",
        all.median() / bare.median(),
        all.at(0.99) / bare.at(0.99),
        (devices.answersCount() - before) / seconds);
  }

  /** What the kernel's tables alone cost, with the same ward in them. */
  private Sample baseline() throws Exception {
    var placement = ports.lane().placement(fleet.devices().size());
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < BASELINE_COUNT; i++) {
      Instant soon = Instant.now().plusSeconds(60);
      execute(new EnforcementIntent.Place(id("base-p" + i), soon, placement));
      long start = System.nanoTime();
      execute(new EnforcementIntent.Remove(id("base-r" + i), soon, placement.device()));
      times.add((System.nanoTime() - start) / 1e6);
    }
    return Sample.of(times);
  }

  private void execute(EnforcementIntent intent) throws Exception {
    PolicyEnforcer port = enforcer;
    port.execute(intent).toCompletableFuture().get();
  }

  private static void print(String what, Sample sample) {
    System.out.printf(
        Locale.ROOT,
        "%s, ms: %s, p99 %.1f, worst %.1f%n",
        what,
        sample.words("%.2f"),
        sample.at(0.99),
        sample.at(1));
  }
}
