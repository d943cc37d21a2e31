package org.wardgate.pki;

import java.time.Duration;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * A checked configuration.
 *
 * @param validity of a device's certificate, 1 hour to 1 year
 * @param wardName for the CA's name, 1 to 48 characters; absent: the platform's
 */
record PkiSettings(Duration validity, Optional<String> wardName) {
  static final int VALIDITY_MIN_HOURS = 1;
  static final int VALIDITY_MAX_HOURS = 8760;
  static final int WARD_NAME_MAX_CHARS = 48;

  /** What holds when the first configuration is bad. */
  static final PkiSettings DEFAULT = new PkiSettings(Duration.ofDays(3), Optional.empty());

  /**
   * Checks a configuration.
   *
   * @throws RefusedException WG-PLAT-0004
   */
  static PkiSettings of(int certificateValidityHours, String wardName) throws RefusedException {
    if (certificateValidityHours < VALIDITY_MIN_HOURS
        || certificateValidityHours > VALIDITY_MAX_HOURS) {
      throw new RefusedException(
          PlatformErrors.BAD_CONFIGURATION,
          "certificateValidityHours is %d, allowed are %d to %d"
              .formatted(certificateValidityHours, VALIDITY_MIN_HOURS, VALIDITY_MAX_HOURS));
    }
    String name = wardName.strip();
    if (name.length() > WARD_NAME_MAX_CHARS) {
      throw new RefusedException(
          PlatformErrors.BAD_CONFIGURATION,
          "wardName has more than " + WARD_NAME_MAX_CHARS + " characters");
    }
    return new PkiSettings(
        Duration.ofHours(certificateValidityHours),
        Optional.of(name).filter(value -> !value.isEmpty()));
  }
}
