package org.wardgate.integration.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.wardgate.crypto.CryptoException;

/**
 * Updates a gateway again and again, kills it meanwhile, and looks at what comes up: the old set or
 * the new one, whole, well, with its journal in order, and a stranger never got through.
 */
final class Campaign implements AutoCloseable {
  private static final List<String> MOMENTS =
      List.of("RANDOM", "INSTALLING", "PROBATION", "KEEPING", "IDLE");
  private static final long AT_RANDOM_MAX_MS = 8_000;
  private static final long AFTER_MOMENT_MAX_MS = 400;
  private static final long MOMENT_SECONDS = 60;
  private static final int BAD_ONE_OF = 6;
  private static final int CHANGED_MAX = 3;
  private static final int LOG_LINES = 60;

  private final Site site;
  private final Gateway gateway;
  private final Packages packages;
  private final Signer signer;
  private final Path work;
  private final Random random;
  private final Consumer<String> out;
  private final List<String> findings = new ArrayList<>();

  private Release counts = Release.distribution();
  private int oldCount;
  private int newCount;

  Campaign(Path distribution, Path work, long seed, Consumer<String> out)
      throws IOException, CryptoException {
    this.work = Files.createDirectories(work);
    this.random = new Random(seed);
    this.out = out;
    this.packages = new Packages(distribution);
    this.signer = new Signer();
    this.site = new Site();
    try {
      this.gateway =
          new Gateway(distribution, work.resolve("instance"), site.gateway(), signer.anchors());
    } catch (IOException e) {
      site.close();
      throw e;
    }
  }

  /**
   * Kills so many times.
   *
   * @return what should not have been, a line each
   */
  List<String> run(int count) throws IOException {
    gateway.start();
    Site.in(site.gateway(), "nft list table inet wardgate");
    try (DeniedTraffic traffic = new DeniedTraffic(site)) {
      for (int number = 1; number <= count; number++) {
        try {
          one(number);
        } catch (IOException e) {
          findings.add("kill " + number + ": " + e.getMessage());
          out.accept(gateway.words(LOG_LINES));
          gateway.kill();
          gateway.start();
        }
        DeniedTraffic.Count denied = traffic.count();
        if (denied.arrived() > 0) {
          findings.add("kill " + number + ": " + denied.arrived() + " denied packets passed");
          return findings;
        }
        out.accept(
            String.format(
                Locale.ROOT,
                "%d of %d: %s, %d denied packets sent, none passed, findings %d",
                number,
                count,
                counts.version(),
                denied.sent(),
                findings.size()));
      }
      out.accept(String.format(Locale.ROOT, "%d came up old, %d new", oldCount, newCount));
    }
    return findings;
  }

  private void one(int number) throws IOException {
    boolean bad = random.nextInt(BAD_ONE_OF) == 0;
    String moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
    Release next = handIn(number, bad);
    awaitMoment(moment);
    gateway.kill();
    gateway.start();
    gateway.await(
        "update " + number + " is over",
        () ->
            gateway.phase().equals("IDLE")
                && !Files.exists(gateway.updates().resolve("request.properties"))
                && isEmpty(gateway.updates().resolve("steps"))
                && !Files.exists(inbox().resolve("update.dp")));
    judge(number, bad, next, moment);
  }

  private Path inbox() {
    return gateway.updates().resolve("inbox");
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (var content = Files.list(directory)) {
      return content.findAny().isEmpty();
    }
  }

  private Release handIn(int number, boolean bad) throws IOException {
    Map<String, String> bundles = new HashMap<>(counts.bundles());
    String last = "";
    for (int i = random.nextInt(CHANGED_MAX); i >= 0; i--) {
      last = packages.own().get(random.nextInt(packages.own().size()));
      bundles.put(last, String.format(Locale.ROOT, "0.1.0.u%05d", number));
    }
    if (bad) {
      last = "org.wardgate.names";
      bundles.put(last, String.format(Locale.ROOT, "0.1.0.u%05d", number));
    }
    Release next = new Release("0.1." + number, bundles);
    Path file = work.resolve("update.dp");
    packages.write(next, bad ? last : "", file);
    Files.createDirectories(inbox());
    Files.write(inbox().resolve("update.dp.p7s"), signer.sign(file));
    Path beside =
        Files.move(file, inbox().resolve("update.part"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, inbox().resolve("update.dp"), StandardCopyOption.ATOMIC_MOVE);
    return next;
  }

  private void awaitMoment(String moment) throws IOException {
    if (moment.equals("RANDOM")) {
      pause(random.nextInt((int) AT_RANDOM_MAX_MS));
      return;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOMENT_SECONDS);
    if (moment.equals("IDLE")) {
      while (gateway.phase().equals("IDLE") && System.nanoTime() - end < 0) {
        pause(1);
      }
    }
    // a moment may be over before it is seen, or never come: then it is killed at another one
    while (!gateway.phase().equals(moment)
        && System.nanoTime() - end < 0
        && (Files.exists(inbox().resolve("update.dp")) || !gateway.phase().equals("IDLE"))) {
      pause(1);
    }
    pause(random.nextInt((int) AFTER_MOMENT_MAX_MS));
  }

  private static void pause(long ms) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  private void judge(int number, boolean bad, Release next, String moment) throws IOException {
    String kept = gateway.counts();
    boolean isNew = kept.equals(next.version());
    if (!isNew && !kept.equals(counts.version())) {
      find(number, moment, "neither old nor new counts: " + kept);
    }
    if (isNew && bad) {
      find(number, moment, "a bundle that does not start counts");
    }
    Release should = isNew ? next : counts;
    Map<String, String> wrong = new TreeMap<>();
    Map<String, String> wanted = packages.distributed();
    wanted.putAll(should.bundles());
    Packages.versions(gateway.runningJars())
        .forEach(
            (name, version) -> {
              if (!version.equals(wanted.get(name))) {
                wrong.put(name, version);
              }
            });
    if (!wrong.isEmpty()) {
      find(number, moment, "a mix of sets: " + wrong);
    }
    journal(number, moment, next, isNew);
    Site.in(site.gateway(), "nft list table inet wardgate");
    counts = should;
    newCount += isNew ? 1 : 0;
    oldCount += isNew ? 0 : 1;
  }

  private void journal(int number, String moment, Release next, boolean isNew) throws IOException {
    JsonNode journal = gateway.ask("/journal/verify");
    if (!journal.path("intact").asBoolean(journal.path("verified").asBoolean(false))) {
      find(number, moment, "the journal does not verify: " + journal);
    }
    String state = "";
    for (JsonNode update : gateway.ask("/updates").path("updates")) {
      if (update.path("version").asText().equals(next.version())) {
        state = update.path("state").asText();
      }
    }
    if (isNew != state.equals("COMMITTED")) {
      find(number, moment, "the update runs: " + isNew + ", but is " + state);
    }
  }

  private void find(int number, String moment, String what) throws IOException {
    findings.add("kill " + number + " at " + moment + ": " + what);
    out.accept(findings.get(findings.size() - 1));
    out.accept(gateway.words(LOG_LINES));
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    site.close();
  }
}
