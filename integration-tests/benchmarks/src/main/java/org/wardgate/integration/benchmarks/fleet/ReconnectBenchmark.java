package org.wardgate.integration.benchmarks.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.Request;
import org.wardgate.crypto.ec.EcProvider;

/**
 * All devices of a ward come back at the same moment, as after a power cut of the network, while
 * admitted devices go on working. {@code ReconnectBenchmark [DEVICES [ADMITTED]]}
 */
public final class ReconnectBenchmark {
  private static final int DEVICES_COUNT = 10_000;
  private static final int ADMITTED_COUNT = 20;
  private static final int AT_A_TIME = 8;
  private static final long CALM_SECONDS = 5;
  private static final long BACK_MAX_SECONDS = 300;
  private static final long BETWEEN_REQUESTS_MILLIS = 100;

  private final Server server;
  private final Fleet fleet;
  private final List<Long> latenciesNanos = new ArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger unanswered = new AtomicInteger();

  private ReconnectBenchmark(Server server, Fleet fleet) {
    this.server = server;
    this.fleet = fleet;
  }

  /** Runs it and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEVICES_COUNT;
    int admitted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ADMITTED_COUNT;
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    EcProvider.install();
    Path folder = Files.createTempDirectory("wardgate-reconnect-");
    Maker maker = new Maker();
    maker.writeRoot(folder);
    List<Device> devices = maker.devices(count + admitted);
    try (Fleet fleet = new Fleet(AT_A_TIME);
        Server server =
            Server.java(
                GatewayMain.class,
                List.of("-Xmx1g"),
                folder.toString(),
                Integer.toString(devices.size()))) {
      new ReconnectBenchmark(server, fleet)
          .run(devices.subList(0, count), devices.subList(count, devices.size()));
    }
    System.exit(0);
  }

  private void run(List<Device> devices, List<Device> admitted) throws Exception {
    fleet.each(devices, this::comeAndGo); // the sessions that the gateway still holds afterwards
    List<Thread> working = new ArrayList<>();
    for (Device device : admitted) {
      Thread thread = new Thread(() -> work(device), "admitted " + device.number());
      thread.start();
      working.add(thread);
    }
    TimeUnit.SECONDS.sleep(CALM_SECONDS);
    report("calm", drain());
    long start = System.nanoTime();
    int back = storm(devices);
    double seconds = (System.nanoTime() - start) / 1e9;
    report("storm", drain());
    ended.set(true);
    for (Thread thread : working) {
      thread.join();
    }
    System.out.printf(Locale.ROOT, "%d of %d back after %.1f s%n", back, devices.size(), seconds);
  }

  private void comeAndGo(Device device) throws Exception {
    try (Session session = new Session(device, server.address(), fleet.shared())) {
      session.handshake().get(BACK_MAX_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Sockets first, then every handshake begins; who fails begins anew. */
  private int storm(List<Device> devices) throws Exception {
    List<Session> sessions = new ArrayList<>();
    for (Device device : devices) {
      sessions.add(new Session(device, server.address(), fleet.shared()));
    }
    CountDownLatch back = new CountDownLatch(sessions.size());
    sessions.forEach(session -> again(session, back));
    boolean all = back.await(BACK_MAX_SECONDS, TimeUnit.SECONDS);
    return all ? devices.size() : (int) (devices.size() - back.getCount());
  }

  private static void again(Session session, CountDownLatch back) {
    var unused =
        session
            .handshake()
            .whenComplete(
                (done, error) -> {
                  if (error == null) {
                    back.countDown();
                  } else {
                    again(session, back);
                  }
                });
  }

  private void work(Device device) {
    // the handshake comes with the first request
    try (Session session = new Session(device, server.address(), fleet.shared())) {
      while (!ended.get()) {
        long start = System.nanoTime();
        if (session.ask(Request.newGet(), ".well-known/est/crts") == null) {
          unanswered.incrementAndGet();
        }
        note(System.nanoTime() - start);
        TimeUnit.MILLISECONDS.sleep(BETWEEN_REQUESTS_MILLIS);
      }
    } catch (Exception e) {
      System.err.println("an admitted device ended: " + e);
    }
  }

  private synchronized void note(long nanos) {
    latenciesNanos.add(nanos);
  }

  private synchronized long[] drain() {
    long[] sorted = latenciesNanos.stream().mapToLong(Long::longValue).sorted().toArray();
    latenciesNanos.clear();
    return sorted;
  }

  private void report(String phase, long[] sorted) {
    if (sorted.length == 0) {
      System.out.println(phase + ": no requests");
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d requests of admitted devices, median %.1f ms, p99 %.1f ms, worst %.1f ms, %d"
            + " unanswered%n",
        phase,
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        Arrays.stream(sorted).max().orElse(0) / 1e6,
        unanswered.get());
  }
}
