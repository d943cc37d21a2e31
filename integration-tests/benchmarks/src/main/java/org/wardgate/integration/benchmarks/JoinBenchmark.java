package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * What a full join costs the gateway: DTLS handshake with the IDevID, challenge, attestation,
 * enrolment, MUD compilation, decision, nft, journal, DTLS handshake with the LDevID. Beside it the
 * crypto floor of the same run.
 *
 * <p>{@code JoinBenchmark DISTRIBUTION [DEVICES [ROUNDS [PROFILE]]]}; root, and no demo running.
 * The first round is the first join ever of each device in a gateway just started. In the later
 * ones all devices are switched off and on again and join anew, so the gateway is warmed up; what
 * did not change, such as the place of a device in nft, may not be done twice.
 */
public final class JoinBenchmark {
  private static final int DEVICES_COUNT = 200;
  private static final int HOSTILE_COUNT = 4;
  private static final int ROUNDS_COUNT = 4;
  private static final int IDLE_SECONDS = 10;
  private static final int ROUND_MAX_SECONDS = 120;
  private static final long POLL_MILLIS = 20;
  private static final long PAUSE_MILLIS = 3_000;

  private JoinBenchmark() {}

  /** Runs it and prints a table. */
  public static void main(String[] arguments) throws Exception {
    Path distribution = Path.of(arguments[0]).toAbsolutePath();
    int devices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEVICES_COUNT;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS_COUNT;
    String profile = arguments.length > 3 ? arguments[3] : "large";
    Path work = Files.createTempDirectory("wardgate-joins-");
    List<Round> results = new ArrayList<>();
    try (DemoGateway gateway = DemoGateway.start(distribution, work, devices, profile)) {
      int good = devices - HOSTILE_COUNT;
      results.add(first(gateway, good));
      idle(gateway);
      gateway.endWard();
      for (int round = 2; round <= rounds; round++) {
        results.add(again(gateway, distribution, round, good));
      }
    }
    print(results, CryptoFloor.measure(), profile);
    System.out.println("left behind for inspection: " + work);
  }

  private static Round first(DemoGateway gateway, int good)
      throws IOException, InterruptedException {
    ProcessCost before = gateway.cost();
    int joins = await(gateway::admittedCount, good);
    ProcessCost after = gateway.cost();
    return new Round("1 (first joins, cold JVM)", joins, before.nanos(), before, after);
  }

  private static Round again(DemoGateway gateway, Path distribution, int number, int good)
      throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    ProcessCost before = gateway.cost();
    try (WardRound round = WardRound.start(distribution, gateway.wardConfig())) {
      int joins = await(round::joinedCount, good);
      ProcessCost after = gateway.cost();
      return new Round(number + " (joined again)", joins, round.firstLineNanos(), before, after);
    }
  }

  /** What the admitted ward costs without joins: heartbeats, attestation, the demo's questions. */
  private static void idle(DemoGateway gateway) throws IOException, InterruptedException {
    ProcessCost before = gateway.cost();
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    ProcessCost after = gateway.cost();
    System.out.printf(
        Locale.ROOT,
        "without joins: %.1f CPU ms/s, of which JIT %.1f; RSS %d MB%n",
        (double) (after.cpuMillis() - before.cpuMillis()) / IDLE_SECONDS,
        (double) (after.compilerMillis() - before.compilerMillis()) / IDLE_SECONDS,
        after.rssKibibytes() / 1024);
  }

  private static int await(IntSupplier count, int wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ROUND_MAX_SECONDS);
    while (count.getAsInt() < wanted && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return count.getAsInt();
  }

  private static void print(List<Round> results, CryptoFloor floor, String profile) {
    System.out.printf(
        Locale.ROOT,
        "crypto, us: keygen %.0f, ECDH %.0f, sign %.0f, verify %.0f; floor of a join %.2f ms"
            + " (%d keygen, %d ECDH, %d sign, %d verify)%n",
        floor.keygenMicros(),
        floor.agreementMicros(),
        floor.signMicros(),
        floor.verifyMicros(),
        floor.joinMillis(),
        CryptoFloor.KEYGENS_PER_JOIN_COUNT,
        CryptoFloor.AGREEMENTS_PER_JOIN_COUNT,
        CryptoFloor.SIGNATURES_PER_JOIN_COUNT,
        CryptoFloor.VERIFICATIONS_PER_JOIN_COUNT);
    System.out.println("profile " + profile);
    results.forEach(round -> System.out.println(round.line(floor.joinMillis())));
  }
}
