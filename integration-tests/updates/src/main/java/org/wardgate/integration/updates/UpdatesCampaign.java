package org.wardgate.integration.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code campaign updates --count N [--seed N]}: as root. Prints how many kills, at which rate,
 * what was found, and the seed. Exit status 2 if something was.
 */
public final class UpdatesCampaign {
  private static final int FOUND = 2;
  private static final int USAGE = 64;
  private static final int COUNT_DEFAULT = 200;

  private UpdatesCampaign() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    String distribution = options.getOrDefault("--distribution", "");
    if (arguments.length % 2 != 0 || distribution.isEmpty()) {
      System.err.println("usage: campaign updates [--count N] [--seed N]");
      System.exit(USAGE);
    }
    String seed = options.getOrDefault("--seed", Long.toString(System.nanoTime()));
    int count = Integer.parseInt(options.getOrDefault("--count", "" + COUNT_DEFAULT));
    List<String> findings =
        run(Path.of(distribution), Files.createTempDirectory("wgu"), count, Long.parseLong(seed));
    System.exit(findings.isEmpty() ? 0 : FOUND);
  }

  /**
   * Runs it in a folder that is emptied before, and after if nothing was found.
   *
   * @return what was found
   */
  static List<String> run(Path distribution, Path work, int count, long seed) throws Exception {
    delete(work);
    long start = System.nanoTime();
    System.out.println("seed " + seed);
    List<String> findings;
    try (Campaign campaign = new Campaign(distribution, work, seed, UpdatesCampaign::say)) {
      findings = campaign.run(count);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    findings.forEach(System.out::println);
    System.out.printf(
        Locale.ROOT,
        "%d kills in %.0f s, %.1f s each, %d findings, seed %d%n",
        count,
        seconds,
        seconds / count,
        findings.size(),
        seed);
    if (findings.isEmpty()) {
      delete(work);
    } else {
      System.out.println("what is left lies in " + work);
    }
    return findings;
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .sorted(Comparator.reverseOrder())
            .forEach(
                file -> {
                  try {
                    Files.delete(file);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }
  }
}
