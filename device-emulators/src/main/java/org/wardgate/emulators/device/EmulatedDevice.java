package org.wardgate.emulators.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.wardgate.emulators.net.Endpoint;

/** One device from power on to power off. Runs on a thread of its own; ends when interrupted. */
final class EmulatedDevice implements Runnable {
  private static final long UNREACHABLE_PAUSE_MILLIS = 1_000;
  private static final long REFUSED_PAUSE_MILLIS = 12_000;
  private static final long SCAN_DELAY_MILLIS = 6_000;
  private static final long JITTER_MILLIS = 1_000;

  private final DeviceConfig config;
  private final Wire wire;
  private final Endpoint resolver;
  private final Optional<Attester> attester;
  private final Enrolment enrolment;
  private final Renewal renewal;
  private final long driftAfterSeconds;
  private final Scanner scanner;
  private final Progress progress;
  private final List<Thread> companions = new ArrayList<>();

  EmulatedDevice(
      DeviceConfig config,
      Wire wire,
      Endpoint resolver,
      Door door,
      Optional<Attester> attester,
      Renewal renewal,
      long driftAfterSeconds,
      Progress progress) {
    this.config = config;
    this.driftAfterSeconds = driftAfterSeconds;
    this.wire = wire;
    this.resolver = resolver;
    this.attester = attester;
    this.renewal = renewal;
    this.progress = progress;
    this.enrolment = new Enrolment(door, attester, progress, renewal.clock());
    this.scanner = new Scanner(config.address(), config.targets(), progress);
  }

  @Override
  public void run() {
    try {
      TimeUnit.MILLISECONDS.sleep(config.startDelayMillis());
      while (true) {
        live();
      }
    } catch (InterruptedException e) {
      companions.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  /** From the IDevID to the end of the LDevID. */
  private void live() throws InterruptedException {
    try {
      LocalIdentity identity = enrolment.join();
      startCompanions();
      new WardSession(wire, identity, attester, renewal, progress).stay();
    } catch (Refusal e) {
      progress.failed("refused", String.valueOf(e.getMessage()));
      tryAnyway();
      pause(REFUSED_PAUSE_MILLIS);
    } catch (IOException e) {
      progress.failed("unreachable", String.valueOf(e.getMessage()));
      pause(UNREACHABLE_PAUSE_MILLIS);
    }
  }

  /** What the device does with the network it was given. */
  private void startCompanions() {
    if (!companions.isEmpty()) {
      return;
    }
    NameQuery names = new NameQuery(config.address(), resolver);
    if (!config.telemetryName().isEmpty()) {
      companion(
          "telemetry",
          () ->
              new InetSocketAddress(
                  names.resolve(config.telemetryName()).get(0), config.telemetryPort()));
    }
    for (Endpoint station : config.alarms()) {
      companion("alarms", station::socketAddress);
    }
    if (config.behaviour() == Behaviour.NEIGHBOUR_SCAN) {
      start(this::scanForever, "scan");
    }
    attester
        .filter(DriftingAttester.class::isInstance)
        .map(DriftingAttester.class::cast)
        .ifPresent(drifting -> start(() -> driftLater(drifting), "drift"));
  }

  private void companion(String name, Flow.Destination destination) {
    start(new Flow(name, config.address(), destination, progress), name);
  }

  private void start(Runnable work, String name) {
    Thread thread = new Thread(work, config.id() + "-" + name);
    thread.setDaemon(true);
    thread.start();
    companions.add(thread);
  }

  private void scanForever() {
    try {
      TimeUnit.MILLISECONDS.sleep(SCAN_DELAY_MILLIS);
      while (true) {
        scanner.scanOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As if malware had come over the network: nothing restarts, no session ends. */
  private void driftLater(DriftingAttester drifting) {
    try {
      TimeUnit.SECONDS.sleep(driftAfterSeconds);
      drifting.drift();
      progress.done("drift", "runs firmware that nobody released");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A hostile device does not take no for an answer. */
  private void tryAnyway() throws InterruptedException {
    if (!config.behaviour().hostile()) {
      return;
    }
    try {
      enrolment.askWithoutEvidence();
      progress.done("sen", "GOT A CERTIFICATE WITHOUT ACCEPTED EVIDENCE");
    } catch (Refusal | IOException e) {
      progress.failed("sen", String.valueOf(e.getMessage()));
    }
    if (!config.targets().isEmpty()) {
      scanner.scanOnce();
    }
  }

  private static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis + ThreadLocalRandom.current().nextLong(JITTER_MILLIS));
  }
}
