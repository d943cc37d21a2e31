package org.wardgate.launcher.set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.wardgate.installer.disk.Disk;
import org.wardgate.installer.disk.RealDisk;
import org.wardgate.launcher.plan.BundleRepository;
import org.wardgate.launcher.plan.Directories;
import org.wardgate.launcher.plan.Planner;

/**
 * Unpacks packages: {@code sets/<id>/repository} and {@code sets/<id>/features}. A jar that a
 * folder in use has already is linked, so that what did not change is seen not to have.
 */
final class SetFolders {

  /** Most entries of a package. */
  static final int ENTRIES_MAX = 400;

  /** Most bytes of a package, unpacked. */
  static final long UNPACKED_MAX_BYTES = 256L * 1024 * 1024;

  private static final Pattern JAR =
      Pattern.compile("(?:[A-Za-z0-9_.+-]+/)?([A-Za-z0-9_.+-]+\\.jar)");
  private static final Pattern FEATURE =
      Pattern.compile("features/([a-z0-9][a-z0-9-]{0,63}\\.json)");

  private final Disk disk = new RealDisk();
  private final List<BundleRepository> inUse;

  /**
   * Unpacks beside what is in use.
   *
   * @param inUse where jars may lie already
   */
  SetFolders(List<BundleRepository> inUse) {
    this.inUse = List.copyOf(inUse);
  }

  /** Unpacks a package whose hash was checked into a folder, whole or not at all. */
  void unpack(Path file, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
    Directories.delete(fresh);
    Path repository = fresh.resolve(Planner.SET_REPOSITORY);
    Path features = fresh.resolve(Planner.SET_FEATURES);
    disk.makeDirectory(repository);
    disk.makeDirectory(features);
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      long bytes = 0;
      int entries = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        bytes += unpack(entry.getName(), zip, repository, features, UNPACKED_MAX_BYTES - bytes);
        entries++;
        if (entries > ENTRIES_MAX || bytes > UNPACKED_MAX_BYTES) {
          throw new IOException("the package is too large");
        }
      }
    } catch (IOException e) {
      Directories.delete(fresh);
      throw e;
    }
    for (Path directory : List.of(repository, features, fresh)) {
      disk.sync(directory);
    }
    disk.rename(fresh, folder);
    disk.sync(folder.resolveSibling("."));
  }

  private long unpack(String name, InputStream in, Path repository, Path features, long maxBytes)
      throws IOException {
    var jar = JAR.matcher(name);
    if (jar.matches()) {
      return write(in, repository.resolve(jar.group(1)), maxBytes);
    }
    var feature = FEATURE.matcher(name);
    return feature.matches() ? write(in, features.resolve(feature.group(1)), maxBytes) : 0;
  }

  private long write(InputStream in, Path file, long maxBytes) throws IOException {
    try (var out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[65_536];
      long written = 0;
      for (int count = in.read(buffer);
          count >= 0 && written <= maxBytes;
          count = in.read(buffer)) {
        out.write(buffer, 0, count);
        written += count;
      }
    }
    long size = Files.size(file);
    shareWithWhatRuns(file);
    disk.sync(file);
    return size;
  }

  private void shareWithWhatRuns(Path file) throws IOException {
    for (BundleRepository repository : inUse) {
      Path present = repository.folder().resolve(file.getFileName());
      if (Files.isRegularFile(present) && Files.mismatch(present, file) < 0) {
        Files.delete(file);
        try {
          Files.createLink(file, present);
        } catch (UnsupportedOperationException | FileSystemException e) {
          // the time tells what runs from what does not, so it goes with the copy
          Files.copy(present, file, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return;
      }
    }
  }
}
