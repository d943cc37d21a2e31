package org.wardgate.references;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.references.source.UrlSource;

/**
 * A {@link ReferencesConfiguration} that was checked.
 *
 * @param directory of CoRIMs; empty: none is watched, because the one that was named is refused
 * @param urls https addresses of CoRIMs
 * @param tlsAnchorsFile what their servers chain to; empty: the platform's
 * @param pollSeconds 1 to 3,600
 * @param fetchSeconds 60 to 604,800
 */
record ReferencesSettings(
    Optional<Path> directory,
    List<URI> urls,
    Optional<Path> tlsAnchorsFile,
    int pollSeconds,
    int fetchSeconds) {
  private static final int POLL_MAX_SECONDS = 3_600;
  private static final int FETCH_MIN_SECONDS = 60;
  private static final int FETCH_MAX_SECONDS = 604_800;

  /** Copies the list. */
  ReferencesSettings {
    urls = List.copyOf(urls);
  }

  /**
   * Checks a configuration. In the place of a directory that is refused there is none: files that
   * are missing in another one would be taken for withdrawn.
   *
   * @param usual where files are if no directory is named
   */
  static Parsed<ReferencesSettings> of(Map<String, ?> properties, Supplier<Path> usual) {
    Checked checked = Checked.of(ReferencesConfiguration.class, properties);
    Optional<Path> named = checked.path("directory");
    boolean refused = !checked.refusals().isEmpty();
    return checked.parsed(
        new ReferencesSettings(
            refused ? Optional.empty() : Optional.of(named.orElseGet(usual)),
            checked.list("urls", UrlSource.URLS_MAX_COUNT, UrlSource::https),
            checked.path("tlsAnchorsFile"),
            checked.integer("pollSeconds", 1, POLL_MAX_SECONDS),
            checked.integer("fetchSeconds", FETCH_MIN_SECONDS, FETCH_MAX_SECONDS)));
  }
}
