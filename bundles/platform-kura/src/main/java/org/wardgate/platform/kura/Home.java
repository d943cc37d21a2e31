package org.wardgate.platform.kura;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.kura.system.SystemService;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Where this gateway's data are and which gateway it is.
 *
 * @param directory below Kura's data directory; exists
 * @param gatewayId 1 to 64 characters of {@code [a-z0-9-]}
 */
record Home(Path directory, String gatewayId) {
  private static final String NAME = "wardgate";

  /**
   * Makes the directory and the file of the id.
   *
   * @param configuredId empty if the one that is kept counts, or is to be derived
   * @throws RefusedException WG-PLAT-0003
   */
  static Home of(SystemService system, String configuredId) throws RefusedException {
    Path directory = directory(system);
    try {
      OwnerOnly.directory(directory);
      return new Home(directory, DerivedId.of(system, directory, configuredId));
    } catch (IOException | UnsupportedOperationException e) {
      throw new RefusedException(PlatformErrors.DIRECTORY_FAILED, directory.toString(), e);
    }
  }

  private static Path directory(SystemService system) throws RefusedException {
    String given = system.getKuraDataDirectory();
    try {
      if (given != null && !given.isBlank() && Path.of(given).isAbsolute()) {
        return Path.of(given).resolve(NAME).normalize();
      }
    } catch (InvalidPathException e) {
      throw new RefusedException(
          PlatformErrors.DIRECTORY_FAILED, "Kura's data directory is no path: " + given, e);
    }
    throw new RefusedException(
        PlatformErrors.DIRECTORY_FAILED, "Kura's data directory is no absolute path: " + given);
  }
}
