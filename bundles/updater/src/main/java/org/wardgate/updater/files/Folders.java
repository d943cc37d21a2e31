package org.wardgate.updater.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Files and folders, durably. Stateless. */
public final class Folders {
  private Folders() {}

  /** Makes a folder for its owner alone; fine if it exists. */
  public static Path make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder;
  }

  /** The names in a folder, sorted; none if there is no folder. */
  public static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content
          .filter(Folders::isNamed)
          .map(path -> String.valueOf(path.getFileName()))
          .sorted()
          .toList();
    }
  }

  /** Whether its name is one in this process's encoding; nobody could open it by that name. */
  private static boolean isNamed(Path path) {
    try {
      return path.equals(path.resolveSibling(String.valueOf(path.getFileName())));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Brings a file's content or a folder's names to the disk. */
  public static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives a file another name, durably, in place of a file that has it. */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folderOf(to));
  }

  /** Gives a file a second name; a copy where the file system knows no links. */
  public static void link(Path existing, Path fresh) throws IOException {
    Files.deleteIfExists(fresh);
    try {
      Files.createLink(fresh, existing);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(existing, fresh, StandardCopyOption.REPLACE_EXISTING);
      sync(fresh);
    }
    sync(folderOf(fresh));
  }

  /** Removes a file, or a folder with what is in it; fine if there is none. */
  public static void remove(Path path) throws IOException {
    if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      for (String name : names(path)) {
        remove(path.resolve(name));
      }
    }
    if (Files.deleteIfExists(path)) {
      sync(folderOf(path));
    }
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file in a folder");
  }
}
