package org.wardgate.updater.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.files.Folders;

/**
 * A folder into which an operator puts {@code NAME.dp} and {@code NAME.dp.p7s}. Both are taken once
 * they stayed the same from one look to the next. What was taken is removed; what is refused goes
 * to {@code refused/} with the reason beside it. Used by one thread.
 */
public final class Inbox {
  /** Most refused packages that are kept; then the oldest names go. */
  static final int REFUSED_MAX_COUNT = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final String PACKAGE = ".dp";
  private static final String SIGNATURE = ".dp.p7s";
  private static final String REASON = ".reason.txt";

  private final Path folder;
  private final Path refused;
  private final UpdateDesk desk;
  private final String operator;
  private Map<String, String> seen = Map.of();

  /**
   * @param folder exists
   * @param operator who hands in what lies there
   */
  public Inbox(Path folder, UpdateDesk desk, String operator) throws IOException {
    this.folder = folder;
    this.refused = Folders.make(folder.resolve("refused"));
    this.desk = desk;
    this.operator = operator;
  }

  /** Looks once. */
  public void look() throws IOException {
    Map<String, String> now = new HashMap<>();
    Set<String> names = new HashSet<>(Folders.names(folder));
    for (String name : names) {
      String base = name.endsWith(PACKAGE) ? name.substring(0, name.length() - 3) : "";
      if (!base.isEmpty() && names.contains(base + SIGNATURE)) {
        now.put(base, stamp(base + PACKAGE) + stamp(base + SIGNATURE));
      }
    }
    Map<String, String> before = seen;
    seen = now;
    for (Map.Entry<String, String> entry : now.entrySet()) {
      if (entry.getValue().equals(before.get(entry.getKey()))) {
        takeOrRefuse(entry.getKey());
      }
    }
  }

  /** One that cannot be read does not keep the others from being taken. */
  private void takeOrRefuse(String base) {
    try {
      try {
        take(base);
      } catch (IOException e) {
        refuse(base, new RefusedException(UpdateErrors.BAD_PACKAGE, "cannot be read: " + e, e));
      }
    } catch (IOException e) {
      LOG.warn("{} in the inbox can neither be taken nor refused", base, e);
    }
  }

  private String stamp(String name) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(
              folder.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.lastModifiedTime() + " " + found.size() + " ";
    } catch (NoSuchFileException e) {
      return "gone"; // moved away since it was listed
    }
  }

  private void take(String base) throws IOException {
    Path content = folder.resolve(base + PACKAGE);
    Path signature = folder.resolve(base + SIGNATURE);
    try {
      requireFiles(List.of(content, signature));
      Bytes signed = DurableFile.readAtMost(signature, UpdateDesk.SIGNATURE_MAX_BYTES);
      String id = desk.expect(signed, operator);
      try (InputStream in = Files.newInputStream(content, LinkOption.NOFOLLOW_LINKS)) {
        LOG.info("update {} from the inbox: {}", id, desk.take(id, in, operator).state());
      }
      Folders.remove(content);
      Folders.remove(signature);
    } catch (RefusedException e) {
      if (!e.errorCode().equals(UpdateErrors.BUSY)) {
        refuse(base, e);
      }
    }
  }

  private static void requireFiles(List<Path> files) throws RefusedException {
    for (Path file : files) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new RefusedException(
            UpdateErrors.BAD_PACKAGE, file.getFileName() + " is no plain file");
      }
    }
  }

  private void refuse(String base, RefusedException cause) throws IOException {
    LOG.warn("{} in the inbox is refused: {}", base, cause.getMessage());
    String reason = cause.getMessage() + "\n" + cause.errorCode().remedy() + "\n";
    for (String suffix : List.of(PACKAGE, SIGNATURE)) {
      Folders.remove(refused.resolve(base + suffix)); // a folder in the way would stay
      Folders.rename(folder.resolve(base + suffix), refused.resolve(base + suffix));
    }
    DurableFile.write(
        refused.resolve(base + REASON), Bytes.of(reason.getBytes(StandardCharsets.UTF_8)));
    List<String> reasons =
        Folders.names(refused).stream().filter(name -> name.endsWith(REASON)).toList();
    for (String old : reasons.subList(0, Math.max(0, reasons.size() - REFUSED_MAX_COUNT))) {
      String oldBase = old.substring(0, old.length() - REASON.length());
      if (!oldBase.equals(base)) {
        for (String suffix : List.of(PACKAGE, SIGNATURE, REASON)) {
          Folders.remove(refused.resolve(oldBase + suffix));
        }
      }
    }
  }
}
