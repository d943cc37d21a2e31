package org.wardgate.settings.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.LastGood;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.DurableFile;

/**
 * A file for each component, for the owner alone. Before there is a data directory nothing is read,
 * and what is to be kept waits; it is written with the next one. Thread-safe.
 */
public final class KeptConfigurations implements LastGood {
  /** Name of the data directory. */
  static final String DIRECTORY = "configuration";

  /** Longest file. */
  static final int FILE_MAX_BYTES = 1 << 20;

  /** Most files. */
  static final int FILES_MAX_COUNT = 256;

  /** Most that wait for the data directory. */
  static final int WAITING_MAX_COUNT = 64;

  private static final Logger LOG = LoggerFactory.getLogger(KeptConfigurations.class);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,99}");
  private static final String SUFFIX = ".kept";

  private final Supplier<Optional<DataDirectory>> data;
  private final Map<String, Kept> waiting = new LinkedHashMap<>();
  private volatile Optional<Path> place = Optional.empty();

  /**
   * @param data asked until it is there
   */
  public KeptConfigurations(Supplier<Optional<DataDirectory>> data) {
    this.data = data;
  }

  @Override
  public Optional<Kept> of(String pid) throws RefusedException {
    Optional<Path> directory = place();
    synchronized (this) {
      if (waiting.containsKey(pid) || directory.isEmpty()) {
        return Optional.ofNullable(waiting.get(pid));
      }
      Path file = directory.get().resolve(name(pid));
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      Kept kept = KeptText.read(pid, content(file));
      LOG.warn("{}: the last good configuration was looked up in {}", Problem.clean(pid), file);
      return Optional.of(kept);
    }
  }

  private static Bytes content(Path file) throws RefusedException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw KeptText.refused(file + " is no file");
    }
    try {
      Bytes content = DurableFile.readAtMost(file, FILE_MAX_BYTES);
      if (content.length() > FILE_MAX_BYTES) {
        throw KeptText.refused(file + " is longer than " + FILE_MAX_BYTES + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw KeptText.refused(file + " cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void keep(String pid, Kept kept) {
    Optional<Path> directory = place();
    synchronized (this) {
      if (waiting.size() < WAITING_MAX_COUNT || waiting.containsKey(pid) || directory.isPresent()) {
        waiting.put(pid, kept);
      }
      directory.ifPresent(
          there -> {
            waiting.forEach((each, configuration) -> write(there, each, configuration));
            waiting.clear();
          });
    }
  }

  @Override
  public void forget(String pid) {
    Optional<Path> directory = place();
    synchronized (this) {
      waiting.remove(pid);
      directory.ifPresent(there -> drop(there, pid));
    }
  }

  private static void drop(Path directory, String pid) {
    Path file = directory.resolve(name(pid));
    try {
      if (Files.deleteIfExists(file)) {
        flush(directory);
      }
    } catch (IOException e) {
      LOG.error("{}: {} is still there: {}", Problem.clean(pid), file, e.toString());
    }
  }

  /** Not under the lock: others may have to start for it. */
  private Optional<Path> place() {
    if (place.isEmpty()) {
      try {
        place = data.get().map(directory -> directory.directory(DIRECTORY));
      } catch (UncheckedIOException | IllegalStateException e) {
        LOG.error("good configurations are not kept for the next start: {}", e.getMessage());
      }
    }
    return place;
  }

  private static void write(Path directory, String pid, Kept kept) {
    Path file = directory.resolve(name(pid));
    Bytes content = KeptText.of(pid, kept);
    try {
      boolean known = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
      if (content.length() > FILE_MAX_BYTES || !(known || roomIn(directory))) {
        throw new IOException("no room for " + content.length() + " bytes");
      }
      if (!known || !DurableFile.readAtMost(file, FILE_MAX_BYTES).equals(content)) {
        replace(file, content);
        flush(directory);
      }
    } catch (IOException e) {
      LOG.error("{} is not kept for the next start: {}", Problem.clean(pid), e.toString());
      drop(directory, pid); // the one before is not the last good one any more
    }
  }

  private static boolean roomIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.limit(FILES_MAX_COUNT).count() < FILES_MAX_COUNT;
    }
  }

  private static void replace(Path file, Bytes content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer buffer = ByteBuffer.wrap(content.toArray());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void flush(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The name of an instance may be anything. */
  static String name(String pid) {
    return PLAIN.matcher(pid).matches()
        ? pid + SUFFIX
        : Bytes.of(pid.getBytes(StandardCharsets.UTF_8)).sha256().hex() + SUFFIX;
  }
}
