package org.wardgate.platform.felix;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * A {@link PlatformConfiguration} that was checked.
 *
 * @param dataDirectory absolute
 * @param gatewayId 1 to 64 characters of {@code [a-z0-9-]}
 * @param wardName 1 to 100 printable characters
 */
record PlatformSettings(Path dataDirectory, String gatewayId, String wardName) {
  private static final Pattern ID_FORM = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int WARD_NAME_MAX_CHARS = 100;

  /**
   * Checks a configuration.
   *
   * @throws RefusedException naming the first value that is wrong
   */
  static PlatformSettings of(PlatformConfiguration configuration) throws RefusedException {
    String directory = given(configuration.dataDirectory());
    String id = given(configuration.gatewayId());
    String ward = given(configuration.wardName());
    if (!ID_FORM.matcher(id).matches()) {
      throw refused("gatewayId must match " + ID_FORM.pattern());
    }
    if (ward.isBlank()
        || ward.length() > WARD_NAME_MAX_CHARS
        || !ward.equals(Problem.clean(ward))) {
      throw refused("wardName must be 1 to " + WARD_NAME_MAX_CHARS + " printable characters");
    }
    return new PlatformSettings(absolute(directory), id, ward);
  }

  // an attribute that is missing arrives as null, whatever the annotation's type says
  @SuppressWarnings("ConstantValue")
  private static String given(String value) {
    return value == null ? "" : value.strip();
  }

  private static Path absolute(String directory) throws RefusedException {
    try {
      Path path = Path.of(directory);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw new RefusedException(
          PlatformErrors.BAD_CONFIGURATION, "dataDirectory is not a path", e);
    }
    throw refused("dataDirectory must be an absolute path");
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.BAD_CONFIGURATION, detail);
  }
}
