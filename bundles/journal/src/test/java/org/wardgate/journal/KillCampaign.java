package org.wardgate.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalRecord;

/**
 * Kills a JVM that writes a journal, again and again at random moments, and looks each time whether
 * everything it had acknowledged is there. The journal grows over all rounds.
 *
 * <p>{@code KillCampaign [--count N] [--seed S] [--directory DIR]}; exit status 0 if nothing was
 * found, 1 otherwise.
 */
public final class KillCampaign {
  private static final int LIFE_MAX_MILLIS = 400;

  /** One kill in so many falls on the opening; the others come after an acknowledgement. */
  private static final int EARLY_ONE_IN = 4;

  private static final int EXIT_FOUND = 1;
  private static final int EXIT_USAGE = 64;

  private final Path directory;
  private final Random random;
  private final Map<Long, String> acknowledged = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long cursor;

  /** Prepares a campaign over a directory that is empty or of an earlier one. */
  KillCampaign(Path directory, long seed) {
    this.directory = directory;
    this.random = new Random(seed);
  }

  /** Runs the campaign and prints count, rate and findings. */
  public static void main(String[] arguments) throws Exception {
    int count = 10;
    long seed = System.nanoTime();
    Path directory = null;
    if (arguments.length % 2 != 0) {
      System.exit(EXIT_USAGE);
    }
    for (int at = 0; at < arguments.length; at += 2) {
      switch (arguments[at]) {
        case "--count" -> count = Integer.parseInt(arguments[at + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[at + 1]);
        case "--directory" -> directory = Path.of(arguments[at + 1]);
        default -> System.exit(EXIT_USAGE);
      }
    }
    KillCampaign campaign =
        new KillCampaign(
            directory == null ? Files.createTempDirectory("wardgate-kills-") : directory, seed);
    long started = System.nanoTime();
    for (int round = 1; round <= count; round++) {
      campaign.round();
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "kills: %d in %.1f s (%.2f/s), seed %d, %d records acknowledged, %d findings%n",
        count,
        seconds,
        count / seconds,
        seed,
        campaign.acknowledged.size(),
        campaign.findings.size());
    campaign.findings.forEach(System.out::println);
    System.exit(campaign.findings.isEmpty() ? 0 : EXIT_FOUND);
  }

  /** What was wrong so far. */
  List<String> findings() {
    return findings;
  }

  /** Records some child had acknowledged. */
  int acknowledgedCount() {
    return acknowledged.size();
  }

  /** Starts a writer, kills it, looks at what it left. */
  void round() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingChild.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = child.inputReader(StandardCharsets.US_ASCII)) {
      String ready = output.readLine();
      if (!"ready".equals(ready)) {
        findings.add("the writer did not start: " + ready);
        return;
      }
      CountDownLatch answered = new CountDownLatch(1);
      CompletableFuture<List<String>> lines =
          CompletableFuture.supplyAsync(
              () -> output.lines().peek(line -> answered.countDown()).toList());
      if (random.nextInt(EARLY_ONE_IN) != 0 && !answered.await(1, TimeUnit.MINUTES)) {
        findings.add("the writer did not acknowledge anything");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LIFE_MAX_MILLIS)));
      child.toHandle().destroyForcibly(); // SIGKILL; the process's own method would close the pipe
      lines.join().forEach(this::note);
      child.onExit().join();
    }
    check();
  }

  // A <sequence> <digest>: appended; C <sequence>: cursor moved. A torn last line says nothing.
  private void note(String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 4 && words[0].equals("A") && words[3].equals(".")) {
      acknowledged.put(Long.parseLong(words[1]), words[2]);
    } else if (words.length == 3 && words[0].equals("C") && words[2].equals(".")) {
      cursor = Math.max(cursor, Long.parseLong(words[1]));
    }
  }

  private void check() throws IOException {
    if (acknowledged.isEmpty()) {
      return; // killed before there was a journal
    }
    Map<String, Bytes> before = Sample.contents(directory);
    OfflineJournal offline = new OfflineJournal();
    try {
      Verification outcome = offline.verify(directory);
      if (!outcome.verified()) {
        findings.add(outcome.finding());
      }
      Map<Long, String> stored = new HashMap<>();
      offline.export(directory, record -> stored.put(record.sequence(), digest(record)));
      acknowledged.forEach(
          (sequence, digest) -> {
            if (!digest.equals(stored.get(sequence))) {
              findings.add("record " + sequence + " was acknowledged and is not there");
            }
          });
      if (cursor > stored.size()) {
        findings.add("the cursor was acknowledged at " + cursor + ", beyond the last record");
      }
    } catch (RefusedException e) {
      findings.add(e.getMessage());
    }
    if (!Sample.contents(directory).equals(before)) {
      findings.add("looking changed the directory");
    }
  }

  private static String digest(JournalRecord record) {
    return record.payload().map(payload -> payload.sha256().hex()).orElse("");
  }
}
