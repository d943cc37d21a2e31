package org.wardgate.mud.advisory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.AdvisoryDesk;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.platform.DurableFile;

/**
 * A folder into which somebody puts advisories: {@code NAME.json} with {@code NAME.json.p7s} beside
 * it. A file is handed in when it is new or was replaced; a refused one also when the inventory has
 * changed since, and one that could not be kept each time. Not thread-safe.
 */
final class AdvisoryFolder {
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final AdvisoryDesk desk;
  private final LongSupplier inventoryVersion;
  private final Map<Path, Attempt> attempts = new HashMap<>();
  private Optional<String> listingProblem = Optional.empty();

  AdvisoryFolder(Path directory, AdvisoryDesk desk, LongSupplier inventoryVersion) {
    this.directory = directory;
    this.desk = desk;
    this.inventoryVersion = inventoryVersion;
  }

  /** What came of a file. */
  private record Attempt(String stamp, long inventoryVersion, Optional<RefusedException> refusal) {
    boolean stands(String nowStamp, long nowVersion) {
      return stamp.equals(nowStamp)
          && (refusal.isEmpty()
              || (inventoryVersion == nowVersion
                  && !refusal.get().errorCode().equals(MudErrors.ADVISORY_NOT_KEPT)));
    }

    boolean sameProblem(Attempt other) {
      return stamp.equals(other.stamp) && message().equals(other.message());
    }

    Optional<String> message() {
      return refusal.map(problem -> String.valueOf(problem.getMessage()));
    }
  }

  /**
   * Hands in what is new.
   *
   * @return problems that were not there before, one line each
   */
  List<String> poll() {
    List<String> problems = new ArrayList<>();
    List<Path> files = list(problems);
    attempts.keySet().retainAll(files);
    for (Path file : files) {
      attempt(file).ifPresent(message -> problems.add(file.getFileName() + ": " + message));
    }
    return problems;
  }

  private List<Path> list(List<String> problems) {
    Optional<String> problem = Optional.empty();
    List<Path> files = List.of();
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
              .sorted()
              .limit(AdvisoryLimits.FOLDER_FILES_MAX_COUNT + 1L)
              .toList();
      if (files.size() > AdvisoryLimits.FOLDER_FILES_MAX_COUNT) {
        files = files.subList(0, AdvisoryLimits.FOLDER_FILES_MAX_COUNT);
        problem = Optional.of("only " + files.size() + " files are looked at in " + directory);
      }
    } catch (IOException e) {
      problem = Optional.of("advisoryDirectory cannot be read: " + e);
    }
    if (!problem.equals(listingProblem)) {
      listingProblem = problem;
      problem.ifPresent(
          detail -> problems.add(Problem.of(MudErrors.BAD_CONFIGURATION, detail).line()));
    }
    return files;
  }

  /** The problem with a file, if it is a new one. */
  private Optional<String> attempt(Path file) {
    Path signature = file.resolveSibling(file.getFileName() + ".p7s");
    String stamp = stamp(file) + " " + stamp(signature);
    long version = inventoryVersion.getAsLong();
    @Nullable Attempt last = attempts.get(file);
    if (last != null && last.stands(stamp, version)) {
      return Optional.empty();
    }
    Attempt attempt = new Attempt(stamp, version, handIn(file, signature));
    attempts.put(file, attempt);
    return last != null && last.sameProblem(attempt) ? Optional.empty() : attempt.message();
  }

  private Optional<RefusedException> handIn(Path file, Path signature) {
    try {
      if (!Files.isRegularFile(signature)) {
        throw new RefusedException(
            MudErrors.ADVISORY_SIGNATURE, "no " + signature.getFileName() + " beside it");
      }
      // One byte more than allowed is read at most, and refused by the desk.
      Bytes content = DurableFile.readAtMost(file, AdvisoryLimits.CONTENT_MAX_BYTES);
      Bytes signed = DurableFile.readAtMost(signature, AdvisoryLimits.SIGNATURE_MAX_BYTES);
      desk.handIn(content, signed);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e);
    } catch (IOException e) {
      return Optional.of(
          new RefusedException(MudErrors.ADVISORY_NOT_KEPT, "cannot be read: " + e, e));
    }
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
    } catch (IOException e) {
      return "absent";
    }
  }
}
