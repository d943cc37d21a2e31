package org.wardgate.launcher.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.Level;

/**
 * What libraries print instead of logging becomes lines of the log, so that it stays bounded too.
 * Thread-safe.
 */
final class LogStream extends OutputStream {

  /** Longest line kept, in bytes. */
  private static final int LINE_MAX_BYTES = 4_096;

  private final String name;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

  private LogStream(String name) {
    this.name = name;
  }

  static PrintStream of(String name) {
    return new PrintStream(new LogStream(name), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b != '\n') {
      line.write(b);
    }
    if (b == '\n' || line.size() >= LINE_MAX_BYTES) {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      if (!text.isBlank()) {
        GatewayLog.write(name, Level.WARN, text.replace('\t', ' '), null);
      }
    }
  }
}
