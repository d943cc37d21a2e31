package org.wardgate.pki.register;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;

/** The register's file; what it took is on disk. For one thread. */
final class RegisterFile implements AutoCloseable {
  private final Path file;
  private FileChannel channel;
  private long lengthBytes;
  private LineChain chain;

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

  /** Puts other records in the place of all; after a power cut the old ones or the new. */
  void replace(List<RegisterRecord> records) throws IOException {
    Bytes content = content(records);
    DurableFile.write(file, content);
    channel.close();
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    lengthBytes = content.length();
    LineChain header = LineChain.START.after(new RegisterRecord.Header().text());
    chain = write(records, header, new StringBuilder());
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
