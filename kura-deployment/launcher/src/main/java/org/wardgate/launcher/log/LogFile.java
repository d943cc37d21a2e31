package org.wardgate.launcher.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log file that never grows beyond a limit: a full one becomes {@code <name>.1}, which replaces
 * the {@code .1} before it. Thread-safe.
 */
final class LogFile {

  /** Size at which a file is put aside, in bytes. */
  static final long SIZE_MAX_BYTES = 4L * 1024 * 1024;

  private final Path file;
  private final long sizeMaxBytes;
  private OutputStream out;
  private long sizeBytes;

  LogFile(Path file, long sizeMaxBytes) throws IOException {
    this.file = file;
    this.sizeMaxBytes = sizeMaxBytes;
    this.out = append();
    this.sizeBytes = Files.size(file);
  }

  synchronized void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (sizeBytes + bytes.length > sizeMaxBytes && sizeBytes > 0) {
      out.close();
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      out = append();
      sizeBytes = 0;
    }
    out.write(bytes);
    sizeBytes += bytes.length;
  }

  private OutputStream append() throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
