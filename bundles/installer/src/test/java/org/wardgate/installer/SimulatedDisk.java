package org.wardgate.installer;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wardgate.installer.disk.Disk;

/**
 * A file system in memory that forgets what was not synced. At a power cut of what a directory was
 * told since its last sync the first few changes are there, and of what a file was told since its
 * own nothing, all or a part.
 */
final class SimulatedDisk implements Disk {

  private static final class Content {
    byte[] now = new byte[0];
    byte @Nullable [] safe;
  }

  private record Change(String name, @Nullable Content content, @Nullable String gone) {}

  private static final class Directory {
    final Map<String, Content> now = new TreeMap<>();
    final Map<String, Content> safe = new TreeMap<>();
    final List<Change> unsafe = new ArrayList<>();
  }

  private final Map<Path, Directory> directories = new HashMap<>();
  private final Random random;

  private int stepsUntilCut = Integer.MAX_VALUE;
  private int stepsCount;
  private long freeBytes = Long.MAX_VALUE;

  SimulatedDisk(long seed) {
    random = new Random(seed);
  }

  /** The plug is pulled at the step of that number from now, counted from 1. */
  void cutAfter(int steps) {
    stepsUntilCut = steps;
    stepsCount = 0;
  }

  int stepsCount() {
    return stepsCount;
  }

  /** So many bytes can still be written. */
  void free(long bytes) {
    freeBytes = bytes;
  }

  /** What is left when the power comes back. */
  void restart() {
    stepsUntilCut = Integer.MAX_VALUE;
    freeBytes = Long.MAX_VALUE;
    for (Directory directory : directories.values()) {
      int kept = random.nextInt(directory.unsafe.size() + 1);
      for (Change change : directory.unsafe.subList(0, kept)) {
        apply(directory.safe, change);
      }
      directory.unsafe.clear();
      directory.now.clear();
      directory.now.putAll(directory.safe);
      directory.now.values().forEach(this::forget);
    }
  }

  private void forget(Content content) {
    byte[] safe = content.safe == null ? new byte[0] : content.safe;
    if (!Arrays.equals(safe, content.now)) {
      switch (random.nextInt(3)) {
        case 0 -> content.now = safe;
        case 1 -> content.now = Arrays.copyOf(content.now, random.nextInt(content.now.length + 1));
        default -> {}
      }
    }
    content.safe = content.now;
  }

  private static void apply(Map<String, Content> names, Change change) {
    if (change.gone() != null) {
      names.remove(change.gone());
    }
    if (change.content() == null) {
      names.remove(change.name());
    } else {
      names.put(change.name(), change.content());
    }
  }

  /** One step, which the power cut lets happen or not. */
  private void step(Runnable change) {
    stepsCount++;
    if (stepsCount >= stepsUntilCut) {
      if (random.nextBoolean()) {
        change.run();
      }
      throw new PowerCut();
    }
    change.run();
  }

  private Directory directory(Path file) {
    return directories.computeIfAbsent(
        Objects.requireNonNull(file.getParent()), none -> new Directory());
  }

  private void change(Path file, @Nullable Content content) {
    Change change = new Change(String.valueOf(file.getFileName()), content, null);
    change(directory(file), change);
  }

  private static void change(Directory directory, Change change) {
    apply(directory.now, change);
    directory.unsafe.add(change);
  }

  private @Nullable Content find(Path file) {
    return directory(file).now.get(String.valueOf(file.getFileName()));
  }

  private Content get(Path file) throws IOException {
    Content content = find(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    return content;
  }

  @Override
  public boolean exists(Path path) {
    return find(path) != null || directories.containsKey(path);
  }

  @Override
  public byte[] read(Path file, int maxBytes) throws IOException {
    return get(file).now.clone();
  }

  @Override
  public String sha256(Path file) throws IOException {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(get(file).now));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> list(Path directory) {
    Directory found = directories.get(directory);
    return found == null ? List.of() : new ArrayList<>(new TreeSet<>(found.now.keySet()));
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (content.length > freeBytes) {
      throw new IOException("No space left on device");
    }
    freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : content.length;
    step(
        () -> {
          Content present = find(file);
          if (present == null) {
            present = new Content();
            change(file, present);
          }
          present.now = content.clone();
        });
  }

  @Override
  public void link(Path existing, Path fresh) throws IOException {
    Content content = get(existing);
    step(() -> change(fresh, content));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Content content = get(from);
    if (!Objects.equals(from.getParent(), to.getParent())) {
      throw new IOException("to another directory");
    }
    String fresh = String.valueOf(to.getFileName());
    // at once: no cut shows the one without the other
    Change change = new Change(fresh, content, String.valueOf(from.getFileName()));
    step(() -> change(directory(from), change));
  }

  @Override
  public void delete(Path path) {
    step(
        () -> {
          if (find(path) != null) {
            change(path, null);
          } else {
            directories.remove(path);
          }
        });
  }

  @Override
  public void makeDirectory(Path directory) {
    directories.computeIfAbsent(directory, none -> new Directory());
  }

  @Override
  public void sync(Path path) {
    step(
        () -> {
          Content content = find(path);
          if (content != null) {
            content.safe = content.now;
          } else {
            Directory directory = directories.computeIfAbsent(path, none -> new Directory());
            directory.safe.clear();
            directory.safe.putAll(directory.now);
            directory.unsafe.clear();
          }
        });
  }
}
