package org.wardgate.pki.register;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;

/** The register's file; what it took is on disk. For one thread. */
final class RegisterFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterFile.class);

  private final Path file;
  private FileChannel channel;
  private long lengthBytes;
  private LineChain chain;
  private boolean renamed;

  private RegisterFile(Path file, FileChannel channel, long lengthBytes, LineChain chain) {
    this.file = file;
    this.channel = channel;
    this.lengthBytes = lengthBytes;
    this.chain = chain;
  }

  /** Makes the file if there is none. */
  static void ensure(Path file) throws IOException {
    if (!Files.exists(file)) {
      DurableFile.write(file, content(List.of()));
    }
  }

  /** Opens an intact file for writing; a torn last line is cut off. */
  static RegisterFile open(Path file, RegisterScan scan) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      if (channel.size() != scan.lengthBytes()) {
        channel.truncate(scan.lengthBytes());
        channel.force(true);
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new RegisterFile(file, channel, scan.lengthBytes(), scan.chain());
  }

  /**
   * Adds records. If this fails nothing was added, or what was added is cut off before the next
   * ones.
   */
  void append(List<RegisterRecord> records) throws IOException {
    StringBuilder text = new StringBuilder();
    LineChain next = write(records, chain, text);
    ByteBuffer buffer = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
    long end = lengthBytes + buffer.remaining();
    if (end > RegisterScan.FILE_MAX_BYTES) {
      throw new IOException("the file would have more than its largest size");
    }
    if (renamed) {
      syncDirectory();
    }
    // what an append that failed may have left
    if (channel.size() != lengthBytes) {
      channel.truncate(lengthBytes);
    }
    channel.position(lengthBytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
    lengthBytes = end;
    chain = next;
  }

  /**
   * Puts other records in the place of all; after a power cut the old ones or the new. If this
   * fails the old ones are there and the file goes on taking records: all that may fail comes
   * before the rename.
   */
  void replace(List<RegisterRecord> records) throws IOException {
    Bytes content = content(records);
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    FileChannel next =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(content.toArray());
      while (buffer.hasRemaining()) {
        next.write(buffer);
      }
      next.force(true);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      next.close();
      throw e;
    }
    FileChannel before = channel;
    channel = next;
    lengthBytes = content.length();
    LineChain header = LineChain.START.after(new RegisterRecord.Header().text());
    chain = write(records, header, new StringBuilder());
    // until then a power cut brings the old ones back, which hold the same; so before more is added
    renamed = true;
    try {
      before.close();
    } catch (IOException e) {
      // nothing is written there any more, and what was done holds
      LOG.warn("closing the old certificate register failed", e);
    }
  }

  private void syncDirectory() throws IOException {
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
    renamed = false;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static Bytes content(List<RegisterRecord> records) {
    StringBuilder text = new StringBuilder();
    LineChain header = write(List.of(new RegisterRecord.Header()), LineChain.START, text);
    write(records, header, text);
    return Bytes.of(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static LineChain write(
      List<RegisterRecord> records, LineChain before, StringBuilder out) {
    LineChain chain = before;
    for (RegisterRecord each : records) {
      String text = each.text();
      chain = chain.after(text);
      out.append(text).append(' ').append(chain.checksum()).append('\n');
    }
    return chain;
  }
}
