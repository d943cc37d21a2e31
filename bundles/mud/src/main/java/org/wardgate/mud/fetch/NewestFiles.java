package org.wardgate.mud.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.mud.file.MudUrl;

/**
 * Remembers, across restarts, the {@code last-update} of the newest signed file of each URL, so
 * that nobody can bring back an older one that was signed as well. Kept apart from the cache, whose
 * files come and go. Thread-safe.
 */
final class NewestFiles {
  /** Most URLs remembered; beyond them no further one is accepted. */
  static final int URLS_MAX_COUNT = 65_536;

  /** Most URLs kept in memory. */
  static final int MEMORY_MAX_COUNT = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(NewestFiles.class);
  private static final String SUFFIX = ".newest";
  private static final int FILE_MAX_BYTES = 1_024;

  private final Path directory;
  private final Map<MudUrl, Instant> latest = new LinkedHashMap<>(16, 0.75f, true);
  private long count = -1;

  NewestFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Refuses a file that is older than one accepted before.
   *
   * @throws RefusedException ROLLBACK; CACHE_FAILED if nobody knows
   */
  synchronized void check(MudUrl url, Instant lastUpdate) throws RefusedException {
    Optional<Instant> newest = newest(url);
    if (newest.isPresent() && lastUpdate.isBefore(newest.get())) {
      throw new RefusedException(
          MudErrors.ROLLBACK, "of " + lastUpdate + ", accepted before: of " + newest.get());
    }
    if (newest.isEmpty() && count() >= URLS_MAX_COUNT) {
      throw failed("more than " + URLS_MAX_COUNT + " URLs in " + directory);
    }
  }

  /** Remembers an accepted file. If the disk fails, until the next restart only. */
  synchronized void accept(MudUrl url, Instant lastUpdate) throws RefusedException {
    Optional<Instant> newest = newest(url);
    if (newest.isPresent() && !lastUpdate.isAfter(newest.get())) {
      return;
    }
    remember(url, lastUpdate);
    String text = url.text() + "\n" + lastUpdate + "\n";
    try {
      DurableFile.write(path(url), Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
      count = newest.isEmpty() && count >= 0 ? count + 1 : count;
    } catch (IOException e) {
      LOG.warn("{}", Problem.of(MudErrors.CACHE_FAILED, "writing " + url + ": " + e).line());
    }
  }

  private Optional<Instant> newest(MudUrl url) throws RefusedException {
    Instant known = latest.get(url);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Instant> read = read(url);
    read.ifPresent(instant -> remember(url, instant));
    return read;
  }

  private void remember(MudUrl url, Instant lastUpdate) {
    latest.put(url, lastUpdate);
    if (latest.size() > MEMORY_MAX_COUNT) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  private Optional<Instant> read(MudUrl url) throws RefusedException {
    Path file = path(url);
    try {
      Bytes content = DurableFile.readAtMost(file, FILE_MAX_BYTES);
      String[] lines = new String(content.toArray(), StandardCharsets.UTF_8).split("\n", -1);
      if (lines.length != 3 || !lines[0].equals(url.text())) {
        throw failed(file + " is damaged; remove it to start over");
      }
      return Optional.of(Instant.parse(lines[1]));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DateTimeException e) {
      throw failed(file + " is damaged; remove it to start over");
    } catch (IOException e) {
      throw failed("reading " + file + ": " + e);
    }
  }

  private long count() throws RefusedException {
    if (count < 0) {
      try (Stream<Path> files = Files.list(directory)) {
        count = files.filter(file -> file.toString().endsWith(SUFFIX)).count();
      } catch (IOException e) {
        throw failed("listing " + directory + ": " + e);
      }
    }
    return count;
  }

  private Path path(MudUrl url) {
    Bytes name = Bytes.of(url.text().getBytes(StandardCharsets.UTF_8)).sha256();
    return directory.resolve(name.hex() + SUFFIX);
  }

  private static RefusedException failed(String detail) {
    return new RefusedException(MudErrors.CACHE_FAILED, detail);
  }
}
