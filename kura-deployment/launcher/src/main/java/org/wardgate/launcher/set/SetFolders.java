package org.wardgate.launcher.set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
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

  /** Bytes that stay free on the disk, for the journal. */
  static final long RESERVE_BYTES = 64L * 1024 * 1024;

  private final Disk disk = new RealDisk();
  private final List<BundleRepository> inUse;
  private final Space space;

  /** How many bytes are free where a folder lies. */
  @FunctionalInterface
  interface Space {
    long usableBytes(Path folder) throws IOException;
  }

  /**
   * Unpacks beside what is in use.
   *
   * @param inUse where jars may lie already
   */
  SetFolders(List<BundleRepository> inUse) {
    this(inUse, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  SetFolders(List<BundleRepository> inUse, Space space) {
    this.inUse = List.copyOf(inUse);
    this.space = space;
  }

  /**
   * Unpacks a package whose hash was checked into a folder, whole or not at all. What lies in the
   * folder already stays only if it is the package's content, byte for byte.
   *
   * @throws IOException also if less than {@link #RESERVE_BYTES} would stay free
   */
  void unpack(Path file, Path folder) throws IOException {
    if (UnpackedSet.isSame(file, folder)) {
      return;
    }
    disk.makeDirectory(folder.resolveSibling("."));
    long needed = UnpackedSet.sizeBytes(file);
    long usable = space.usableBytes(folder.resolveSibling("."));
    if (needed > UNPACKED_MAX_BYTES) {
      throw new IOException("the package is too large");
    }
    if (usable - needed < RESERVE_BYTES) {
      throw new IOException(
          "unpacked it takes " + needed + " bytes, and only " + usable + " are free");
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
        bytes += unpack(entry.getName(), zip, repository, needed - bytes);
        entries++;
        if (entries > ENTRIES_MAX || bytes > needed) {
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
    // a folder with other content is nobody's set
    Directories.delete(folder);
    disk.rename(fresh, folder);
    disk.sync(folder.resolveSibling("."));
  }

  private long unpack(String name, InputStream in, Path repository, long maxBytes)
      throws IOException {
    Optional<String> target = target(name);
    if (target.isEmpty()) {
      return 0;
    }
    Path file = repository.resolveSibling(target.get());
    return write(in, file, maxBytes);
  }

  /**
   * Where an entry of a package goes below its set's folder; empty if nowhere.
   *
   * @throws IOException if it is a jar where no jar may be: the set would lack it
   */
  static Optional<String> target(String name) throws IOException {
    var jar = JAR.matcher(name);
    if (jar.matches()) {
      return Optional.of(Planner.SET_REPOSITORY + "/" + jar.group(1));
    }
    var feature = FEATURE.matcher(name);
    if (feature.matches()) {
      return Optional.of(Planner.SET_FEATURES + "/" + feature.group(1));
    }
    if (name.endsWith(".jar")) {
      throw new IOException("a jar may lie one folder deep at most: " + name);
    }
    return Optional.empty();
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
