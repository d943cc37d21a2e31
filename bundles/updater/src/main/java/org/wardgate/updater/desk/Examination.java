package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.osgi.framework.Version;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.files.HandOver;
import org.wardgate.updater.pack.PackageContents;
import org.wardgate.updater.pack.PackageReader;

/** Everything that must hold of a package before its bundles are put in place. Thread-safe. */
final class Examination {
  private final HandOver handOver;
  private final Version ownVersion;
  private final Trial trial;
  private final Clock clock;

  /**
   * @param ownVersion counts as the running version as long as no set is known
   */
  Examination(HandOver handOver, Version ownVersion, Trial trial, Clock clock) {
    this.handOver = handOver;
    this.ownVersion = ownVersion;
    this.trial = trial;
    this.clock = clock;
  }

  /** Tries a package against the framework. */
  @FunctionalInterface
  interface Trial {
    /** Nothing is changed. */
    void check(PackageContents contents) throws RefusedException;
  }

  PackageContents examine(Path file) throws RefusedException {
    PackageContents contents = PackageReader.read(file);
    Instant now = clock.instant();
    if (!now.isBefore(contents.expires())) {
      throw new RefusedException(
          UpdateErrors.EXPIRED, "it expired at " + contents.expires() + ", now is " + now);
    }
    newer(contents);
    trial.check(contents);
    return contents;
  }

  /** The version that runs. */
  Version running() throws RefusedException {
    try {
      return handOver.current().map(HandOver.KnownSet::version).orElse(ownVersion);
    } catch (IOException e) {
      throw new RefusedException(UpdateErrors.NO_ROOM, "what runs is not known", e);
    }
  }

  private void newer(PackageContents contents) throws RefusedException {
    Version running = running();
    Version highest;
    try {
      highest = handOver.committed().orElse(running);
    } catch (IOException e) {
      throw new RefusedException(UpdateErrors.NOT_NEWER, "what ran is not known", e);
    }
    Version atLeast = running.compareTo(highest) > 0 ? running : highest;
    if (contents.version().compareTo(atLeast) <= 0) {
      throw new RefusedException(
          UpdateErrors.NOT_NEWER, "it is " + contents.version() + ", here is or was " + atLeast);
    }
    Version required = contents.requiresVersion().orElse(Version.emptyVersion);
    if (running.compareTo(required) < 0) {
      throw new RefusedException(
          UpdateErrors.WRONG_PLATFORM, "it needs version " + required + ", here is " + running);
    }
  }
}
