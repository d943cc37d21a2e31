package org.wardgate.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.pki.register.CertificateRegister;

/**
 * The time by which certificates are forgotten and a root is left behind: what is done then cannot
 * be undone. It follows the clock on the wall, but runs at most {@link #CATCH_UP_FACTOR} times as
 * fast as time passes, so that a clock that leaps ahead does not take it along: it is ahead of the
 * right time by no more than the clock was wrong for. Kept on disk. Thread-safe.
 */
final class BoundedTime {
  /** How fast it makes good what it is behind, after the gateway was off. */
  static final int CATCH_UP_FACTOR = 2;

  static final String NAME = "time";
  private static final int SIZE_MAX_BYTES = 64;
  private static final Logger LOG = LoggerFactory.getLogger(BoundedTime.class);

  private final Path file;
  private final Clocks clocks;
  private @Nullable Reading last;

  private record Reading(Instant time, long nanos) {}

  BoundedTime(Path directory, Clocks clocks) {
    this.file = directory.resolve(NAME);
    this.clocks = clocks;
  }

  /**
   * What time it is at least; never later than the clock shows.
   *
   * @param register its oldest certificate tells the time if the file is lost
   */
  synchronized Instant read(CertificateRegister register) {
    Instant wall = clocks.wall().instant();
    long nanos = clocks.nanoTime().getAsLong();
    Reading before = last;
    Instant time =
        before == null
            ? begin(register, wall)
            : before
                .time()
                .plus(Duration.ofNanos(nanos - before.nanos()).multipliedBy(CATCH_UP_FACTOR));
    // held, not taken back, while the clock shows less: it may be that one which is wrong
    Instant now = before == null ? time : Times.latest(before.time(), Times.earliest(time, wall));
    last = new Reading(now, nanos);
    if (before == null || seconds(now).isAfter(seconds(before.time()))) {
      keep(now);
    }
    return Times.earliest(now, wall);
  }

  private Instant begin(CertificateRegister register, Instant wall) {
    return kept().orElseGet(() -> register.oldestIssuedAt().orElse(wall));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private Optional<Instant> kept() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Bytes content = DurableFile.readAtMost(file, SIZE_MAX_BYTES);
      return Optional.of(
          Instant.parse(new String(content.toArray(), StandardCharsets.US_ASCII).strip()));
    } catch (IOException | DateTimeException e) {
      LOG.warn("{} cannot be read; expired certificates are kept longer", file, e);
      return Optional.empty();
    }
  }

  private void keep(Instant time) {
    try {
      String text = seconds(time) + "\n";
      DurableFile.write(file, Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      // then it is behind after the next start, which does no harm
      LOG.warn("{} cannot be written", file, e);
    }
  }
}
