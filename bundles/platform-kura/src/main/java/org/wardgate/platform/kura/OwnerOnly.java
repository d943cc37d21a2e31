package org.wardgate.platform.kura;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Directories that only the gateway's user may see, and what is in them. Stateless. */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /**
   * Makes the directory, mode 0700, or takes an existing one's permissions from others. A link
   * counts if it leads to a directory of this process's user: so the data can lie where what
   * replaces Kura does not delete them.
   */
  public static void directory(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      narrow(ownTarget(path));
    } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      narrow(path);
    } else {
      Files.createDirectories(path, PosixFilePermissions.asFileAttribute(DIRECTORY));
    }
  }

  private static Path ownTarget(Path link) throws IOException {
    Path target = link.toRealPath();
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(target).getName().equals(System.getProperty("user.name"))) {
      throw new FileSystemException(
          link.toString(), target.toString(), "the link leads to no directory of this user");
    }
    return target;
  }

  private static void narrow(Path directory) throws IOException {
    if (!Files.getPosixFilePermissions(directory).equals(DIRECTORY)) {
      Files.setPosixFilePermissions(directory, DIRECTORY);
    }
  }

  /** Takes a file away; durably when this returns. */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      try (FileChannel directory =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }
}
