package org.wardgate.launcher.set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.wardgate.launcher.plan.Planner;

/** Whether a folder holds what a package brings. */
final class UnpackedSet {

  private static final int BUFFER_BYTES = 65_536;

  private UnpackedSet() {}

  /** Bytes of what a package brings, as it says itself. */
  static long sizeBytes(Path file) throws IOException {
    long bytes = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (SetFolders.target(entry.getName()).isPresent()) {
          bytes += Math.max(0, Math.min(entry.getSize(), SetFolders.UNPACKED_MAX_BYTES));
        }
      }
    }
    return bytes;
  }

  /** Whether a folder has each file of a package with its content, and no other. */
  static boolean isSame(Path file, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    Set<Path> expected = new HashSet<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Optional<String> target = SetFolders.target(entry.getName());
        if (target.isPresent()) {
          Path present = folder.resolve(target.get());
          expected.add(present);
          if (!isSame(zip, entry, present)) {
            return false;
          }
        }
      }
    }
    return expected.equals(present(folder));
  }

  private static boolean isSame(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
      return false;
    }
    try (InputStream packed = zip.getInputStream(entry);
        InputStream unpacked = Files.newInputStream(file)) {
      byte[] wanted = packed.readNBytes(BUFFER_BYTES);
      while (wanted.length > 0) {
        if (!Arrays.equals(wanted, unpacked.readNBytes(wanted.length))) {
          return false;
        }
        wanted = packed.readNBytes(BUFFER_BYTES);
      }
      return unpacked.read() < 0;
    }
  }

  private static Set<Path> present(Path folder) throws IOException {
    Set<Path> files = new HashSet<>();
    for (String part : new String[] {Planner.SET_REPOSITORY, Planner.SET_FEATURES}) {
      if (Files.isDirectory(folder.resolve(part))) {
        try (Stream<Path> all = Files.list(folder.resolve(part))) {
          all.forEach(files::add);
        }
      }
    }
    return files;
  }
}
