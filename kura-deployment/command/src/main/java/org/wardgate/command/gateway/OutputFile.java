package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.UsageException;

/** Where an answer goes that is no text. */
final class OutputFile {
  static final String OPTION = "--out";

  private OutputFile() {}

  /**
   * The file named, if there is one.
   *
   * @throws UsageException if it is no path
   */
  static Optional<Path> of(Arguments arguments) throws UsageException {
    try {
      return arguments.option(OPTION).map(Path::of);
    } catch (InvalidPathException e) {
      throw new UsageException(OPTION + " needs a file");
    }
  }

  static void write(Path file, Bytes content) throws IOException {
    Files.write(file, content.toArray());
  }
}
