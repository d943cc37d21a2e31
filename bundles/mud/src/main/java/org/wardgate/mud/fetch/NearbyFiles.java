package org.wardgate.mud.fetch;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.VerifiedMudFile;

/**
 * Files that need no network.
 *
 * @param cache of files fetched before
 * @param checker of signature and content
 * @param settings in force now
 * @param clock for validity
 */
record NearbyFiles(MudCache cache, FileChecker checker, FetchSettings settings, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(NearbyFiles.class);

  /**
   * A file of the local store, or a cached one that is still valid.
   *
   * @throws RefusedException if the store has the file and it is no good
   */
  Optional<VerifiedMudFile> find(FetchRequest request) throws RefusedException {
    Instant now = clock.instant();
    if (settings.storeDirectory().isPresent()) {
      Optional<SignedFile> stored =
          new LocalStore(settings.storeDirectory().get()).find(request.url(), now);
      if (stored.isPresent()) {
        return Optional.of(checker.check(request, stored.get(), now).file());
      }
    }
    return cached(request, now)
        .filter(known -> known.checked.fresh(known.received, now))
        .map(known -> known.checked.file());
  }

  /** A cached file whose validity is over, but not by more than the grace (RFC 8520 §3.5). */
  Optional<VerifiedMudFile> findWithinGrace(FetchRequest request) {
    Instant now = clock.instant();
    return cached(request, now)
        .filter(known -> known.checked.serves(known.received, now, settings.cacheGrace()))
        .map(known -> known.checked.file());
  }

  /** A cached file that would do if its server said that it has not changed. */
  Optional<SignedFile> findUnlessChanged(FetchRequest request) {
    return cached(request, clock.instant()).map(Known::received);
  }

  private Optional<Known> cached(FetchRequest request, Instant now) {
    Optional<SignedFile> received = cache.find(request.url());
    if (received.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Known(received.get(), checker.check(request, received.get(), now)));
    } catch (RefusedException e) {
      // Its signer no longer counts, or the disk lies: then there is no cached file.
      LOG.info("cached {} is not used: {}", request.url(), e.getMessage());
      return Optional.empty();
    }
  }

  private record Known(SignedFile received, Checked checked) {}
}
