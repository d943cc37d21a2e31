package org.wardgate.platform.kura;

import java.io.IOException;
import java.nio.channels.FileChannel;
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

  /** Makes the directory, mode 0700, or takes an existing one's permissions from others. */
  public static void directory(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.getPosixFilePermissions(path).equals(DIRECTORY)) {
        Files.setPosixFilePermissions(path, DIRECTORY);
      }
      return;
    }
    Files.createDirectories(path, PosixFilePermissions.asFileAttribute(DIRECTORY));
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
