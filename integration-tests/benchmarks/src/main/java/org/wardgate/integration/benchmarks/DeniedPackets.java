package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How soon denied packets become events on disk, and what a flood of them costs the gateway and the
 * other devices.
 */
final class DeniedPackets {
  private static final int TALKERS_COUNT = 20;
  private static final int WARM_UP_PROBES_COUNT = 80;
  private static final int PROBES_COUNT = 400;
  private static final int FLOOD_ROUNDS = 7;
  private static final int ROUND_TRIPS_COUNT = 2_000;
  private static final int FLOOD_SECONDS = 8;

  private final Peer devices;
  private final Peer gateway;

  private DeniedPackets(Peer devices, Peer gateway) {
    this.devices = devices;
    this.gateway = gateway;
  }

  static void run() throws IOException, InterruptedException {
    Path journal = Files.createTempDirectory("wardgate-denied");
    try (Namespaces namespaces = new Namespaces()) {
      FloodWard ward = new FloodWard(namespaces, TALKERS_COUNT);
      try (Peer outside = new Peer(ward.outside, EchoMain.class);
          Peer gateway = new Peer(ward.gateway, DenialMain.class, journal.toString());
          Peer devices = new Peer(ward.devices, TalkerMain.class, "" + TALKERS_COUNT)) {
        outside.read();
        gateway.read();
        DeniedPackets run = new DeniedPackets(devices, gateway);
        run.latency();
        run.flood();
      }
    } finally {
      Namespaces.shell("rm -rf " + journal);
    }
  }

  private void latency() throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(2); // ulogd is a child that says nothing when it is ready
    probe(0, WARM_UP_PROBES_COUNT);
    Map<String, Long> sent = probe(WARM_UP_PROBES_COUNT, PROBES_COUNT);
    TimeUnit.SECONDS.sleep(2);
    List<Double> events = new ArrayList<>();
    List<Double> durable = new ArrayList<>();
    for (String line : report()) {
      String[] words = line.split(" ");
      Long start = sent.get(words[1]);
      if (start != null) {
        List<Double> taken = words[0].equals("event") ? events : durable;
        taken.add((Long.parseLong(words[2]) - start) / 1e6);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "1,000 denied packets/s from %d devices: %d of %d new sources told%n",
        TALKERS_COUNT,
        events.size(),
        sent.size());
    print("packet sent to event, ms", Sample.of(events));
    print("packet sent to event on disk, ms", Sample.of(durable));
  }

  private static void print(String what, Sample sample) {
    System.out.printf(
        Locale.ROOT, "%s: %s, p99 %.1f%n", what, sample.words("%.1f"), sample.at(0.99));
  }

  private Map<String, Long> probe(int firstFresh, int count) throws IOException {
    devices.tell("probe " + firstFresh + " " + count);
    Map<String, Long> sent = new HashMap<>();
    for (String line = devices.read(); !line.equals("end"); line = devices.read()) {
      String[] words = line.split(" ");
      sent.put(words[0], Long.parseLong(words[1]));
    }
    return sent;
  }

  private List<String> report() throws IOException {
    gateway.tell("report");
    List<String> lines = new ArrayList<>();
    for (String line = gateway.read(); !line.equals("end"); line = gateway.read()) {
      lines.add(line);
    }
    return lines;
  }

  private void flood() throws IOException, InterruptedException {
    cost();
    List<Double> quiet = new ArrayList<>();
    List<Double> flooded = new ArrayList<>();
    List<Double> elsewhere = new ArrayList<>();
    for (int round = 0; round < FLOOD_ROUNDS; round++) {
      quiet.add(roundTripMicros());
      devices.ask("flood " + FloodWard.OUTSIDE);
      flooded.add(roundTripMicros());
      devices.ask("calm");
      devices.ask("flood " + FloodWard.NOBODY);
      elsewhere.add(roundTripMicros());
      devices.ask("calm");
    }
    System.out.println("answers lost: " + devices.ask("lost"));
    Sample without = Sample.of(quiet);
    Sample beside = Sample.of(elsewhere);
    Sample under = Sample.of(flooded);
    System.out.println("round trip of another device, us: quiet " + without.words("%.0f"));
    System.out.println("  beside a flood that meets no gateway " + beside.words("%.0f"));
    System.out.println(
        "  under the flood "
            + under.words("%.0f")
            + ", ratio to quiet "
            + under.over(without).words("%.2f")
            + ", to beside "
            + under.over(beside).words("%.2f"));
  }

  private double roundTripMicros() throws IOException {
    return Double.parseDouble(devices.ask("rtt " + ROUND_TRIPS_COUNT));
  }

  private void cost() throws IOException, InterruptedException {
    long ulogd =
        ProcessHandle.of(gateway.pid()).stream()
            .flatMap(ProcessHandle::children)
            .filter(child -> child.info().command().orElse("").endsWith("ulogd"))
            .mapToLong(ProcessHandle::pid)
            .findFirst()
            .orElseThrow();
    devices.ask("flood " + FloodWard.OUTSIDE);
    ProcessCost gatewayBefore = ProcessCost.of(gateway.pid());
    ProcessCost ulogdBefore = ProcessCost.of(ulogd);
    TimeUnit.SECONDS.sleep(FLOOD_SECONDS);
    ProcessCost gatewayAfter = ProcessCost.of(gateway.pid());
    ProcessCost ulogdAfter = ProcessCost.of(ulogd);
    double packets = Double.parseDouble(devices.ask("calm"));
    System.out.printf(
        Locale.ROOT,
        "flood of %,.0f denied packets/s: gateway %.1f %%, ulogd %.1f %% of a core%n",
        packets / FLOOD_SECONDS,
        percent(gatewayBefore, gatewayAfter),
        percent(ulogdBefore, ulogdAfter));
  }

  private static double percent(ProcessCost before, ProcessCost after) {
    return (after.cpuMillis() - before.cpuMillis())
        * 100e6
        / (double) (after.nanos() - before.nanos());
  }
}
