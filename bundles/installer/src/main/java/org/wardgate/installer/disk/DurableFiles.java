package org.wardgate.installer.disk;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Whole changes made of a disk's single steps: after a power cut each was made or was not.
 *
 * @param disk the steps
 */
public record DurableFiles(Disk disk) {

  /** Largest file of properties, in bytes. */
  public static final int PROPERTIES_MAX_BYTES = 65_536;

  /** Replaces a file's content. */
  public void write(Path file, byte[] content) throws IOException {
    Path fresh = temporary(file);
    disk.write(fresh, content);
    disk.sync(fresh);
    disk.rename(fresh, file);
    disk.sync(directory(file));
  }

  /** Replaces a file by another one that stays where it is. */
  public void replace(Path file, Path by) throws IOException {
    Path fresh = temporary(file);
    disk.delete(fresh);
    disk.link(by, fresh);
    disk.sync(fresh);
    disk.rename(fresh, file);
    disk.sync(directory(file));
  }

  /** Gives a file another name in its directory. */
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
    disk.sync(directory(to));
  }

  /** Removes a file; fine if there is none. */
  public void remove(Path file) throws IOException {
    if (disk.exists(file)) {
      disk.delete(file);
      disk.sync(directory(file));
    }
  }

  /** Removes a directory and the files in it; fine if there is none. */
  public void removeDirectory(Path directory) throws IOException {
    for (String name : disk.list(directory)) {
      Path child = directory.resolve(name);
      removeDirectory(child);
    }
    remove(directory);
  }

  /** Writes properties, sorted. */
  public void write(Path file, Map<String, String> properties) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(properties)
        .forEach((key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
    write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads properties.
   *
   * @return empty if there is no such file
   * @throws IOException if they cannot be read
   */
  public Optional<Map<String, String>> properties(Path file) throws IOException {
    try {
      byte[] content = disk.read(file, PROPERTIES_MAX_BYTES);
      Properties read = new Properties();
      read.load(
          new StringReader(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString()));
      Map<String, String> properties = new TreeMap<>();
      read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
      return Optional.of(properties);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new IOException(file.getFileName() + " is malformed", e);
    }
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    value
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case ' ' -> text.append(text.isEmpty() ? "\\ " : " ");
                default -> text.append((char) c);
              }
            });
    return text.toString();
  }

  private static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }

  private static Path directory(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file in a directory");
  }
}
