package org.wardgate.integration.benchmarks.campaign;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.ec.EcProvider;

/**
 * Spoilt tokens of every scheme and spoilt CoRIMs against the gateway's own verifiers. None may
 * crash them, keep them busy, or be believed.
 *
 * <p>{@code MutationCampaign [--count N] [--seed N] [--threads N]}; exit status 0 without findings,
 * 2 with findings, 64 if the options are wrong.
 */
public final class MutationCampaign {
  /** What CI runs. */
  public static final long SHORT_COUNT = 20_000;

  private static final int EXIT_FINDINGS = 2;
  private static final int EXIT_USAGE = 64;
  private static final long ITEM_MAX_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long HANG_MILLIS = TimeUnit.MINUTES.toMillis(2);
  private static final long TOLD_EVERY_COUNT = 1_000_000;

  private final List<Target> targets;
  private final long seed;
  private final long count;
  private final AtomicLong next = new AtomicLong();
  private final Tally tally = new Tally(ITEM_MAX_NANOS);

  /**
   * @param targets at least one
   * @param seed the same one makes the same campaign
   * @param count items
   */
  MutationCampaign(List<Target> targets, long seed, long count) {
    this.targets = List.copyOf(targets);
    this.seed = seed;
    this.count = count;
  }

  /** Runs a campaign and prints what came of it. */
  public static void main(String[] arguments) throws Exception {
    long count = SHORT_COUNT;
    long seed = new SecureRandom().nextLong() & Long.MAX_VALUE;
    int threads = Runtime.getRuntime().availableProcessors();
    try {
      for (int i = 0; i < arguments.length; i += 2) {
        long value = Long.parseLong(arguments[i + 1]);
        switch (arguments[i]) {
          case "--count" -> count = Math.max(1, value);
          case "--seed" -> seed = value;
          case "--threads" -> threads = (int) Math.max(1, Math.min(64, value));
          default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("usage: MutationCampaign [--count N] [--seed N] [--threads N]");
      System.exit(EXIT_USAGE);
    }
    EcProvider.install();
    System.exit(run(count, seed, threads) ? 0 : EXIT_FINDINGS);
  }

  private static boolean run(long count, long seed, int threads) throws Exception {
    MutationCampaign campaign = new MutationCampaign(Targets.all(), seed, count);
    System.out.println("targets: " + campaign.targets.stream().map(Target::name).toList());
    long start = System.nanoTime();
    Tally tally = campaign.run(threads);
    double seconds = (System.nanoTime() - start) / 1e9;
    tally.findings().forEach(finding -> System.out.println("FINDING " + finding));
    System.out.println(tally.words());
    System.out.printf(
        Locale.ROOT,
        "campaign tokens: %,d items in %.1f s, %,.0f a second, seed %d, %d findings%n",
        tally.count(),
        seconds,
        tally.count() / seconds,
        seed,
        tally.findings().size());
    return tally.findings().isEmpty();
  }

  /** Runs it; ends when all items are done, or when one of them never ends. */
  Tally run(int threads) throws InterruptedException {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Worker worker = new Worker(i);
      workers.add(worker);
      worker.setDaemon(true);
      worker.start();
    }
    for (Worker worker : workers) {
      long seen = -1;
      while (worker.isAlive()) {
        worker.join(HANG_MILLIS);
        if (worker.isAlive() && worker.done == seen) {
          tally.crashed(worker.target, worker.spoilt, new IllegalStateException("it hangs"));
          return tally;
        }
        seen = worker.done;
      }
    }
    return tally;
  }

  private final class Worker extends Thread {
    private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    private volatile Target target = targets.get(0);
    private volatile Bytes spoilt = Bytes.EMPTY;
    private volatile long done;

    Worker(int number) {
      super("campaign-" + number);
    }

    @Override
    public void run() {
      for (long item = next.getAndIncrement(); item < count; item = next.getAndIncrement()) {
        Random random = new Random(seed + item * 0x9E3779B97F4A7C15L);
        Target chosen = targets.get((int) (item % targets.size()));
        Target other = targets.get(random.nextInt(targets.size()));
        target = chosen;
        spoilt =
            Bytes.of(new Mutator(random).spoil(chosen.good().toArray(), other.good().toArray()));
        once(chosen, spoilt);
        done = item;
        if (item > 0 && item % TOLD_EVERY_COUNT == 0) {
          System.out.println(item + " items");
        }
      }
    }

    private void once(Target chosen, Bytes input) {
      long start = cpu.getCurrentThreadCpuTime();
      try {
        Target.Verdict verdict = chosen.verify(input);
        tally.add(chosen, input, verdict, cpu.getCurrentThreadCpuTime() - start);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        // whatever is thrown instead of a refusal is what this campaign looks for
        tally.crashed(chosen, input, e);
      }
    }
  }
}
