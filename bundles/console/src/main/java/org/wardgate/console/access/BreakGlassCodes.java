package org.wardgate.console.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * One-time codes for the bedside. Each is a file {@code N.code} with a salted slow hash, readable
 * by its owner alone; one that was used has a file {@code N.used} beside it and never counts again.
 * Codes may be drawn while the gateway runs. Thread-safe, also against another process.
 */
public final class BreakGlassCodes {
  /** Name of the directory below the console's own. */
  public static final String DIRECTORY = "break-glass";

  /** Most codes that are drawn at once. */
  public static final int DRAWN_MAX_COUNT = 100;

  /** Highest number of a code. */
  static final int NUMBER_MAX = 99_999;

  private static final Logger LOG = LoggerFactory.getLogger(BreakGlassCodes.class);
  private static final String CODE = ".code";
  private static final String USED = ".used";
  private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,4})\\.(code|used)");
  private static final int FILE_MAX_BYTES = 512;

  private final Path directory;

  /** The codes in a directory, which may be missing: then there are none. */
  public BreakGlassCodes(Path directory) {
    this.directory = directory;
  }

  /**
   * Draws codes and keeps their hashes.
   *
   * @param count 1 to {@value #DRAWN_MAX_COUNT}
   * @return the codes, for people; nobody can tell them again
   * @throws RefusedException CODES_FAILED
   */
  public List<String> draw(int count, SecureRandom random) throws RefusedException {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      int number = highest();
      if (count < 1 || count > DRAWN_MAX_COUNT || number + count > NUMBER_MAX) {
        throw new RefusedException(
            ConsoleErrors.CODES_FAILED, "1 to " + DRAWN_MAX_COUNT + " codes at once");
      }
      List<String> drawn = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        BreakGlassCode code = BreakGlassCode.draw(number + i, random);
        write(number + i, code.hash(random));
        drawn.add(code.text());
      }
      return List.copyOf(drawn);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(int number, SlowHash hash) throws IOException {
    Path file = directory.resolve(number + CODE);
    // made with its permissions, then filled: nobody else can open it in between
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        hash.text() + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.DSYNC);
  }

  private int highest() throws IOException {
    int highest = 0;
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        Matcher name = FILE.matcher(String.valueOf(entry.getFileName()));
        if (name.matches()) {
          highest = Math.max(highest, Integer.parseInt(name.group(1)));
        }
      }
    }
    return highest;
  }

  /**
   * The hash that a code's number names, if it was not used.
   *
   * @throws RefusedException CODES_FAILED if it cannot be read
   */
  Optional<SlowHash> unused(int number) throws RefusedException {
    try {
      if (Files.exists(directory.resolve(number + USED))) {
        return Optional.empty();
      }
      Bytes content = DurableFile.readAtMost(directory.resolve(number + CODE), FILE_MAX_BYTES);
      return SlowHash.of(new String(content.toArray(), StandardCharsets.US_ASCII).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Marks a code as used; on return that is on disk.
   *
   * @return whether this was the first time
   * @throws RefusedException CODES_FAILED if it cannot be written: then nothing may follow, and the
   *     code counts still, unless even its mark cannot be taken away
   */
  boolean use(int number) throws RefusedException {
    Path mark = directory.resolve(number + USED);
    try {
      // only one of several at the same time can make it
      Files.createFile(
          mark, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failed(e);
    }
    try {
      DurableFile.write(mark, Bytes.of("used\n".getBytes(StandardCharsets.US_ASCII)));
      return true;
    } catch (IOException e) {
      takeAway(mark, e);
      throw failed(e);
    }
  }

  private static void takeAway(Path mark, IOException cause) {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      // it stays used, which is the safe side
      cause.addSuppressed(e);
    }
  }

  /**
   * Takes the mark of a code away, so that it counts again.
   *
   * @throws RefusedException CODES_FAILED: it stays used
   */
  void giveBack(int number) throws RefusedException {
    try {
      Files.deleteIfExists(directory.resolve(number + USED));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Forgets the hash of a code that was used. */
  void forget(int number) {
    try {
      Files.deleteIfExists(directory.resolve(number + CODE));
    } catch (IOException e) {
      LOG.warn("the hash of break-glass code {} stays; its mark counts", number, e);
    }
  }

  /** Numbers of codes whose mark is empty: a crash came in between. They count as used. */
  public List<Integer> torn() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Integer> torn = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        Matcher name = FILE.matcher(String.valueOf(entry.getFileName()));
        if (name.matches() && !name.group(2).equals("code") && Files.size(entry) == 0) {
          torn.add(Integer.parseInt(name.group(1)));
        }
      }
    } catch (IOException e) {
      LOG.warn("the break-glass codes cannot be listed", e);
    }
    return torn.stream().sorted().toList();
  }

  /** How many codes are left; empty if that cannot be told. */
  public OptionalInt left() {
    if (!Files.isDirectory(directory)) {
      return OptionalInt.of(0);
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return OptionalInt.of(
          (int)
              entries
                  .map(entry -> FILE.matcher(String.valueOf(entry.getFileName())))
                  .filter(name -> name.matches() && name.group(2).equals("code"))
                  .filter(name -> !Files.exists(directory.resolve(name.group(1) + USED)))
                  .count());
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  private static RefusedException failed(IOException e) {
    return new RefusedException(ConsoleErrors.CODES_FAILED, String.valueOf(e.getMessage()), e);
  }
}
