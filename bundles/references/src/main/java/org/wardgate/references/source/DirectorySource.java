package org.wardgate.references.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.references.corim.CorimLimits;
import org.wardgate.references.store.Origin;
import org.wardgate.references.store.ReferenceKeeper;

/**
 * Brings the files of a directory. A file that is refused leaves in force what was before it. Not
 * thread-safe.
 */
public final class DirectorySource {
  /** Most files in the directory. */
  public static final int FILES_MAX_COUNT = 2_000;

  private static final String PATTERN = "*.corim";
  private static final int HOUR_SECONDS = 3_600;

  /** Old news, which lie about beside the newest file. */
  private static final Set<ErrorCode> HARMLESS =
      Set.of(ReferenceErrors.ROLLBACK, ReferenceErrors.DROPPED);

  private final Path directory;
  private final ReferenceKeeper keeper;
  private final LongSupplier inventoryVersion;
  private final Clock clock;
  private final Map<Path, Seen> seen = new HashMap<>();

  /**
   * @param directory of {@code *.corim}
   * @param keeper who takes them
   * @param inventoryVersion files that were refused are tried again when it changes, and every hour
   * @param clock tells the hour
   */
  public DirectorySource(
      Path directory, ReferenceKeeper keeper, LongSupplier inventoryVersion, Clock clock) {
    this.directory = directory;
    this.keeper = keeper;
    this.inventoryVersion = inventoryVersion;
    this.clock = clock;
  }

  private record Seen(String stamp, String epoch, String sha256, Optional<ErrorCode> refusal) {
    boolean holds(String stampNow, String epochNow) {
      return stamp.equals(stampNow) && (refusal.isEmpty() || epoch.equals(epochNow));
    }
  }

  /** What is looked into. */
  public Path directory() {
    return directory;
  }

  /**
   * Looks for changed files.
   *
   * @return why files were refused; each is reported once, until it is tried again
   */
  public List<RefusedException> poll() {
    List<RefusedException> problems = new ArrayList<>();
    try {
      Map<Path, String> files = files();
      seen.keySet().retainAll(files.keySet());
      String epoch =
          inventoryVersion.getAsLong() + " " + clock.instant().getEpochSecond() / HOUR_SECONDS;
      files.forEach((file, stamp) -> bring(file, stamp, epoch, problems));
      boolean doubtful =
          seen.values().stream()
              .anyMatch(one -> one.refusal().filter(why -> !HARMLESS.contains(why)).isPresent());
      // a file that cannot be read now may be the one that seems to be missing
      if (!doubtful) {
        Set<String> present = new HashSet<>();
        seen.values().forEach(one -> present.add(one.sha256()));
        keeper.present(present);
      }
    } catch (RefusedException e) {
      problems.add(e);
    }
    return problems;
  }

  private void bring(Path file, String stamp, String epoch, List<RefusedException> problems) {
    Seen before = seen.get(file);
    if (before != null && before.holds(stamp, epoch)) {
      return;
    }
    String sha256 = "";
    try {
      Bytes content = DurableFile.readAtMost(file, CorimLimits.FILE_MAX_BYTES);
      sha256 = content.sha256().hex();
      keeper.receive(content, Origin.DIRECTORY);
      seen.put(file, new Seen(stamp, epoch, sha256, Optional.empty()));
    } catch (RefusedException e) {
      problems.add(new RefusedException(e.errorCode(), file.getFileName() + ": " + e.detail(), e));
      seen.put(file, new Seen(stamp, epoch, sha256, Optional.of(e.errorCode())));
    } catch (IOException e) {
      problems.add(
          new RefusedException(
              ReferenceErrors.CANNOT_FETCH, "cannot read " + file.getFileName(), e));
      seen.put(file, new Seen("", epoch, "", Optional.of(ReferenceErrors.CANNOT_FETCH)));
    }
  }

  private Map<Path, String> files() throws RefusedException {
    Map<Path, String> files = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, PATTERN)) {
      for (Path file : found) {
        if (files.size() >= FILES_MAX_COUNT) {
          throw new RefusedException(
              ReferenceErrors.TOO_MUCH, "more than " + FILES_MAX_COUNT + " files");
        }
        BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
        files.put(file, a.lastModifiedTime() + " " + a.size() + " " + a.fileKey());
      }
      return files;
    } catch (DirectoryIteratorException | IOException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_FETCH, "cannot list " + directory, e);
    }
  }
}
