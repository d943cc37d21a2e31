package org.wardgate.mud.fetch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.wardgate.api.configuration.Checked;
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

  private static final String STORE = "storeDirectory";
  private static final String ANCHORS = "tlsAnchorsFile";

  /**
   * Checks this part of a configuration. A store that is named must exist, anchors must be
   * readable.
   *
   * @param checked collects what is refused
   * @param usualStore if none is named
   */
  public static FetchSettings read(Checked checked, Supplier<Path> usualStore) {
    Optional<Path> store = checked.path(STORE);
    if (store.isPresent() && !Files.isDirectory(store.get())) {
      checked.refuse(STORE, refused("not a directory"));
      store = Optional.empty();
    }
    Optional<Path> anchors = checked.path(ANCHORS);
    if (anchors.isPresent() && !Files.isReadable(anchors.get())) {
      checked.refuse(ANCHORS, refused("it cannot be read"));
      anchors = Optional.empty();
    }
    return new FetchSettings(
        Optional.of(store.orElseGet(usualStore)),
        anchors,
        Duration.ofSeconds(checked.integer("fetchTimeoutSeconds", 1, TIMEOUT_MAX_SECONDS)),
        Duration.ofHours(checked.integer("cacheGraceHours", 0, CACHE_GRACE_MAX_HOURS)));
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(MudErrors.BAD_CONFIGURATION, detail);
  }
}
