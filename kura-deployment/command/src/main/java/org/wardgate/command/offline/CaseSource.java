package org.wardgate.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.attestation.cases.CaseFolder;
import org.wardgate.attestation.cases.CaseReader;
import org.wardgate.attestation.cases.KeptCase;
import org.wardgate.command.gateway.Home;
import org.wardgate.command.line.Arguments;

/** Finds the case people mean: a file, or an id in a gateway's data directory. */
final class CaseSource {

  private CaseSource() {}

  /**
   * Reads the case.
   *
   * @param word an id of {@code case list}, or an exported file
   * @throws RefusedException {@code WG-PRF-0010} if it is none
   */
  static KeptCase read(String word, Home home, Arguments arguments) throws RefusedException {
    if (CaseFolder.isId(word) && !isFile(word)) {
      Path folder = folder(home.instance(arguments).directory());
      Optional<Bytes> content = new CaseFolder(folder).file(word);
      return CaseReader.read(
          content.orElseThrow(
              () -> new RefusedException(ProfileErrors.BAD_CASE, word + " is not in " + folder)));
    }
    return CaseReader.read(file(word, CaseReader.FILE_MAX_BYTES));
  }

  private static boolean isFile(String word) {
    return Files.isRegularFile(Path.of(word));
  }

  private static Path folder(Path named) {
    return Stream.of(named.resolve("data/cases"), named.resolve("cases"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(named);
  }

  /** A file's content; of a larger one only so much that it is refused as too large. */
  static Bytes file(String name, int maxBytes) throws RefusedException {
    try {
      return DurableFile.readAtMost(Path.of(name), maxBytes);
    } catch (IOException | InvalidPathException e) {
      throw new RefusedException(
          LauncherErrors.UNREADABLE_FILE, name + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
