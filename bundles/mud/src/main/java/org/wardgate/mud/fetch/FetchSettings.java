package org.wardgate.mud.fetch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;

/**
 * How files are fetched.
 *
 * @param storeDirectory local store, asked first
 * @param tlsAnchorsFile PEM file of trust anchors for makers' servers, beside those of the JDK
 * @param timeout for one file together with its signature
 * @param cacheGrace how long after its validity a cached file still serves when the server fails
 */
public record FetchSettings(
    Optional<Path> storeDirectory,
    Optional<Path> tlsAnchorsFile,
    Duration timeout,
    Duration cacheGrace) {
  /** Longest timeout, in seconds. */
  public static final int TIMEOUT_MAX_SECONDS = 120;

  /** Longest grace, in hours: a year. */
  public static final int CACHE_GRACE_MAX_HOURS = 8_760;

  /**
   * Checks a configuration.
   *
   * @param storeDirectory empty for none; must exist
   * @param tlsAnchorsFile empty for none; must be readable
   * @param timeoutSeconds 1 to 120
   * @param cacheGraceHours 0 to 8,760
   * @throws RefusedException BAD_CONFIGURATION
   */
  public static FetchSettings of(
      String storeDirectory, String tlsAnchorsFile, int timeoutSeconds, int cacheGraceHours)
      throws RefusedException {
    Optional<Path> store = path("storeDirectory", storeDirectory);
    if (store.isPresent() && !Files.isDirectory(store.get())) {
      throw refused("storeDirectory is not a directory: " + storeDirectory);
    }
    Optional<Path> anchors = path("tlsAnchorsFile", tlsAnchorsFile);
    if (anchors.isPresent() && !Files.isReadable(anchors.get())) {
      throw refused("tlsAnchorsFile cannot be read: " + tlsAnchorsFile);
    }
    if (timeoutSeconds < 1 || timeoutSeconds > TIMEOUT_MAX_SECONDS) {
      throw refused("fetchTimeoutSeconds must be 1 to " + TIMEOUT_MAX_SECONDS);
    }
    if (cacheGraceHours < 0 || cacheGraceHours > CACHE_GRACE_MAX_HOURS) {
      throw refused("cacheGraceHours must be 0 to " + CACHE_GRACE_MAX_HOURS);
    }
    return new FetchSettings(
        store, anchors, Duration.ofSeconds(timeoutSeconds), Duration.ofHours(cacheGraceHours));
  }

  private static Optional<Path> path(String property, String text) throws RefusedException {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      throw refused(property + " is not a path: " + text);
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(MudErrors.BAD_CONFIGURATION, detail);
  }
}
