package org.wardgate.ward.network;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a stream; one that is too long is left out whole. Not thread-safe. */
final class BoundedLines {
  private final InputStream stream;
  private final int lineMaxBytes;
  private long tooLongCount;

  BoundedLines(InputStream stream, int lineMaxBytes) {
    this.stream = new BufferedInputStream(stream, 65_536);
    this.lineMaxBytes = lineMaxBytes;
  }

  /** The next line, or empty at the end; a rest without line end does not count. */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    boolean tooLong = false;
    for (int b = stream.read(); b >= 0; b = stream.read()) {
      if (b != '\n') {
        tooLong |= line.size() >= lineMaxBytes;
        if (!tooLong) {
          line.write(b);
        }
      } else if (tooLong) {
        tooLongCount++;
        tooLong = false;
        line.reset();
      } else {
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  long tooLongCount() {
    return tooLongCount;
  }
}
