package org.wardgate.installer.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The single steps a file system takes. What is written or named is sure to be there after a power
 * cut only once it was {@link #sync synced}: the file for its content, the directory for its names.
 */
public interface Disk {
  /** Whether there is a file or directory of that name. */
  boolean exists(Path path);

  /**
   * Reads a file.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be read or is larger than {@code maxBytes}
   */
  byte[] read(Path file, int maxBytes) throws IOException;

  /** SHA-256 of a file, 64 hexadecimal digits in lower case. */
  String sha256(Path file) throws IOException;

  /** The names in a directory, sorted; none if it does not exist. */
  List<String> list(Path directory) throws IOException;

  /** Writes a file, over one that is there. */
  void write(Path file, byte[] content) throws IOException;

  /** Gives a file a second name; a copy where the file system knows no links. */
  void link(Path existing, Path fresh) throws IOException;

  /** Gives a file another name in its directory, at once, in place of a file that has it. */
  void rename(Path from, Path to) throws IOException;

  /** Removes a file, or a directory that is empty; fine if there is none. */
  void delete(Path path) throws IOException;

  /** Makes a directory that only its owner may enter; fine if it exists. */
  void makeDirectory(Path directory) throws IOException;

  /** Brings a file's content, or a directory's names, to where they survive a power cut. */
  void sync(Path path) throws IOException;
}
