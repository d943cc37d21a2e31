package org.wardgate.attestation.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * Cases in a folder, a file each; ids sort by time. Bounded: the oldest go. One writer at a time.
 */
public final class CaseFolder {
  /** Most cases. */
  public static final int CASES_MAX_COUNT = 1_000;

  /** Most bytes of all cases together. */
  public static final long BYTES_MAX = 64L * 1024 * 1024;

  private static final String SUFFIX = ".json";
  private static final Pattern ID = Pattern.compile("c[0-9]{14}-[0-9a-f]{8}");

  private final Path folder;
  private final int casesMaxCount;
  private final long bytesMax;

  /**
   * A folder.
   *
   * @param folder may be absent while nothing is written
   */
  public CaseFolder(Path folder) {
    this(folder, CASES_MAX_COUNT, BYTES_MAX);
  }

  CaseFolder(Path folder, int casesMaxCount, long bytesMax) {
    this.folder = folder;
    this.casesMaxCount = casesMaxCount;
    this.bytesMax = bytesMax;
  }

  /** Whether a text has the form of a case's id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * Ids, newest first.
   *
   * @throws RefusedException {@code WG-PRF-0011}
   */
  public List<String> ids() throws RefusedException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(CaseFolder::isId)
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }

  /**
   * A case's file.
   *
   * @return empty if there is none
   * @throws RefusedException {@code WG-PRF-0011}
   */
  public Optional<Bytes> file(String id) throws RefusedException {
    if (!isId(id) || !Files.exists(path(id))) {
      return Optional.empty();
    }
    try {
      return Optional.of(DurableFile.readAtMost(path(id), CaseReader.FILE_MAX_BYTES));
    } catch (IOException e) {
      throw unavailable(path(id), e);
    }
  }

  private Path path(String id) {
    return folder.resolve(id + SUFFIX);
  }

  /**
   * Writes a case; the oldest make room.
   *
   * @return ids that went
   * @throws RefusedException {@code WG-PRF-0011}
   */
  List<String> put(String id, Bytes content) throws RefusedException {
    if (content.length() > CaseReader.FILE_MAX_BYTES) {
      throw new RefusedException(
          ProfileErrors.CASES_UNAVAILABLE, "a case of " + content.length() + " bytes");
    }
    try {
      List<String> gone = makeRoom(content.length());
      DurableFile.write(path(id), content);
      return gone;
    } catch (IOException e) {
      throw unavailable(path(id), e);
    }
  }

  /**
   * Removes a case, if it is there.
   *
   * @throws RefusedException {@code WG-PRF-0011}
   */
  void remove(String id) throws RefusedException {
    try {
      Files.deleteIfExists(path(id));
    } catch (IOException e) {
      throw unavailable(path(id), e);
    }
  }

  private List<String> makeRoom(long bytes) throws RefusedException, IOException {
    List<String> kept = new ArrayList<>(ids());
    List<String> gone = new ArrayList<>();
    long total = bytes;
    for (String id : kept) {
      total += Files.size(path(id));
    }
    while (!kept.isEmpty() && (kept.size() >= casesMaxCount || total > bytesMax)) {
      String oldest = kept.remove(kept.size() - 1);
      total -= Files.size(path(oldest));
      Files.delete(path(oldest));
      gone.add(oldest);
    }
    return gone;
  }

  private static RefusedException unavailable(Path file, IOException e) {
    return new RefusedException(
        ProfileErrors.CASES_UNAVAILABLE, file + ": " + e.getClass().getSimpleName(), e);
  }
}
