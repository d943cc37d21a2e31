package org.wardgate.launcher.log;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Where log lines go: to the gateway's log file once it is open, to standard error before. Wardgate
 * itself logs from INFO on, libraries from WARN on; without a file only warnings are written.
 */
public final class GatewayLog {

  private static final String OWN_PREFIX = "org.wardgate.";

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final PrintStream LAST_RESORT = System.err;

  private static volatile @Nullable LogFile file;

  private GatewayLog() {}

  /** Opens the log file; all later lines go there, and what anybody prints too. */
  public static void open(Path path) throws IOException {
    file = new LogFile(path, LogFile.SIZE_MAX_BYTES);
    System.setOut(LogStream.of("stdout"));
    System.setErr(LogStream.of("stderr"));
  }

  static boolean enabled(String logger, Level level) {
    Level least = file != null && logger.startsWith(OWN_PREFIX) ? Level.INFO : Level.WARN;
    return level.toInt() >= least.toInt();
  }

  static void write(String logger, Level level, String message, @Nullable Throwable cause) {
    String line = line(logger, level, message, cause);
    LogFile target = file;
    if (target == null) {
      LAST_RESORT.print(line);
      return;
    }
    try {
      target.write(line);
    } catch (IOException e) {
      LAST_RESORT.print("the log cannot be written: " + e.getMessage() + "\n" + line);
    }
  }

  private static String line(
      String logger, Level level, String message, @Nullable Throwable cause) {
    StringWriter line = new StringWriter(160);
    line.append(TIME.format(Instant.now()))
        .append(level == Level.INFO || level == Level.WARN ? "  " : " ")
        .append(level.name())
        .append(" [")
        .append(Thread.currentThread().getName())
        .append("] ")
        .append(logger)
        .append(": ")
        .append(oneLine(message))
        .append('\n');
    if (cause != null) {
      cause.printStackTrace(new PrintWriter(line, true));
    }
    return line.toString();
  }

  /** Nobody who supplies part of a message may begin a line of the log. */
  private static String oneLine(String message) {
    StringBuilder clean = new StringBuilder(message.length());
    message.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return clean.toString();
  }
}
