package org.wardgate.pki.register;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a register's file holds.
 *
 * @param records the intact ones, in order, without the header
 * @param lengthBytes where the intact part ends
 * @param chain after the last intact line
 * @param damage what is wrong and where; absent if nothing is, or if only the last line was torn by
 *     a power cut
 */
record RegisterScan(
    List<RegisterRecord> records, long lengthBytes, LineChain chain, Optional<String> damage) {
  /** Largest file, in bytes. */
  static final long FILE_MAX_BYTES = 67_108_864;

  /** Copies the list. */
  RegisterScan {
    records = List.copyOf(records);
  }

  /** Reads a file as far as it is intact. */
  static RegisterScan of(Path file) throws IOException {
    if (Files.size(file) > FILE_MAX_BYTES) {
      return new RegisterScan(
          List.of(), 0, LineChain.START, Optional.of("more than " + FILE_MAX_BYTES + " bytes"));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new Reader(in).read();
    }
  }

  /** Reads line by line. For one use, by one thread. */
  private static final class Reader {
    private final InputStream in;
    private final List<RegisterRecord> records = new ArrayList<>();
    private LineChain chain = LineChain.START;
    private long intactBytes;
    private long lines;

    Reader(InputStream in) {
      this.in = in;
    }

    RegisterScan read() throws IOException {
      while (true) {
        byte[] line = line();
        if (line.length == 0) {
          return done(lines == 0 ? Optional.of("an empty file") : Optional.empty());
        }
        if (torn(line) && nothingFollows()) {
          return done(lines == 0 ? Optional.of("no intact line") : Optional.empty());
        }
        lines++;
        if (!take(line)) {
          return done(Optional.of("line " + lines + " is damaged"));
        }
        intactBytes += line.length;
      }
    }

    /** With its end; without it if the file ends first or the line is too long. */
    private byte[] line() throws IOException {
      byte[] buffer = new byte[RegisterRecord.LINE_MAX_CHARS];
      int length = 0;
      while (length < buffer.length) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        buffer[length++] = (byte) next;
        if (next == '\n') {
          break;
        }
      }
      return Arrays.copyOf(buffer, length);
    }

    // a power cut leaves a line without its end, or blocks of zeros that were never written
    private static boolean torn(byte[] line) {
      boolean ended = line[line.length - 1] == '\n';
      for (byte b : line) {
        if (b == 0) {
          return true;
        }
      }
      return !ended;
    }

    private boolean nothingFollows() throws IOException {
      int next = in.read();
      while (next == 0) {
        next = in.read();
      }
      return next < 0;
    }

    private boolean take(byte[] line) {
      String whole = new String(line, 0, line.length - 1, StandardCharsets.US_ASCII);
      int space = whole.length() - LineChain.CHECKSUM_CHARS - 1;
      if (space <= 0 || whole.charAt(space) != ' ') {
        return false;
      }
      String text = whole.substring(0, space);
      LineChain next = chain.after(text);
      if (!next.checksum().equals(whole.substring(space + 1))) {
        return false;
      }
      try {
        RegisterRecord read = RegisterRecord.of(text);
        if (lines == 1 != read instanceof RegisterRecord.Header) {
          return false;
        }
        if (lines > 1) {
          records.add(read);
        }
        chain = next;
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private RegisterScan done(Optional<String> damage) {
      return new RegisterScan(records, intactBytes, chain, damage);
    }
  }
}
