package org.wardgate.vulnerabilities.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.model.Limits;

/**
 * A folder into which somebody puts documents: {@code NAME.json} with {@code NAME.json.p7s} beside
 * it. A file is offered when it is new or was replaced; a refused one also when the inventory has
 * changed since, and one that could not be kept each time. Not thread-safe.
 */
final class Folder {
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final Library library;
  private final Map<Path, Attempt> attempts = new HashMap<>();
  private Optional<String> listingProblem = Optional.empty();

  Folder(Path directory, Library library) {
    this.directory = directory;
    this.library = library;
  }

  /**
   * What came of looking.
   *
   * @param changed whether something new was taken
   * @param problems that were not there before, one line each
   */
  record Look(boolean changed, List<String> problems) {}

  private record Attempt(String stamp, long inventoryVersion, Optional<RefusedException> refusal) {
    boolean stands(String nowStamp, long nowVersion) {
      return stamp.equals(nowStamp)
          && (refusal.isEmpty()
              || (inventoryVersion == nowVersion
                  && !refusal.get().errorCode().equals(VulnerabilityErrors.NOT_KEPT)));
    }

    Optional<String> message() {
      return refusal.map(problem -> String.valueOf(problem.getMessage()));
    }
  }

  Look look(InventorySnapshot inventory) {
    List<String> problems = new ArrayList<>();
    List<Path> files = list(problems);
    attempts.keySet().retainAll(files);
    boolean changed = false;
    for (Path file : files) {
      changed |= attempt(file, inventory, problems);
    }
    return new Look(changed, problems);
  }

  private List<Path> list(List<String> problems) {
    Optional<String> problem = Optional.empty();
    List<Path> files = List.of();
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
              .sorted()
              .limit(Limits.FOLDER_FILES_MAX_COUNT + 1L)
              .toList();
      if (files.size() > Limits.FOLDER_FILES_MAX_COUNT) {
        files = files.subList(0, Limits.FOLDER_FILES_MAX_COUNT);
        problem = Optional.of("only " + files.size() + " files are looked at in " + directory);
      }
    } catch (IOException e) {
      problem = Optional.of("directory cannot be read: " + e);
    }
    if (!problem.equals(listingProblem)) {
      listingProblem = problem;
      problem.ifPresent(
          detail -> problems.add(Problem.of(VulnerabilityErrors.BAD_CONFIGURATION, detail).line()));
    }
    return files;
  }

  private boolean attempt(Path file, InventorySnapshot inventory, List<String> problems) {
    Path signature = file.resolveSibling(file.getFileName() + ".p7s");
    String stamp = stamp(file) + " " + stamp(signature);
    @Nullable Attempt last = attempts.get(file);
    if (last != null && last.stands(stamp, inventory.version())) {
      return false;
    }
    boolean taken = false;
    Optional<RefusedException> refusal = Optional.empty();
    try {
      taken = offer(file, signature, inventory);
    } catch (RefusedException e) {
      refusal = Optional.of(e);
    }
    Attempt attempt = new Attempt(stamp, inventory.version(), refusal);
    attempts.put(file, attempt);
    if (last == null || !last.message().equals(attempt.message())) {
      attempt.message().ifPresent(m -> problems.add(file.getFileName() + ": " + m));
    }
    return taken;
  }

  private boolean offer(Path file, Path signature, InventorySnapshot inventory)
      throws RefusedException {
    try {
      if (!Files.isRegularFile(signature)) {
        throw new RefusedException(
            VulnerabilityErrors.SIGNATURE, "no " + signature.getFileName() + " beside it");
      }
      // One byte more than allowed is read at most, and refused.
      Bytes content = DurableFile.readAtMost(file, Limits.DOCUMENT_MAX_BYTES);
      if (content.length() > Limits.DOCUMENT_MAX_BYTES) {
        throw new RefusedException(
            VulnerabilityErrors.TOO_LARGE, "more than " + Limits.DOCUMENT_MAX_BYTES + " bytes");
      }
      return library.take(
          content, DurableFile.readAtMost(signature, Limits.SIGNATURE_MAX_BYTES), inventory);
    } catch (IOException e) {
      throw new RefusedException(VulnerabilityErrors.NOT_KEPT, "cannot be read: " + e, e);
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
