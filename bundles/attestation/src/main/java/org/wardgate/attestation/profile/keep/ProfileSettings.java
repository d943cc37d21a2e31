package org.wardgate.attestation.profile.keep;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * The part of the bundle's configuration that is about profiles, checked.
 *
 * @param directory of signed profiles; empty: the usual one
 * @param anchorsFile what their signers chain to; empty: the usual one
 * @param pollSeconds 1 to 3,600
 */
public record ProfileSettings(
    Optional<Path> directory, Optional<Path> anchorsFile, int pollSeconds) {
  /** The attribute that names the directory. */
  static final String DIRECTORY = "profileDirectory";

  private static final int POLL_MAX_SECONDS = 3_600;

  /** Reads this part. */
  public static ProfileSettings read(Checked checked) {
    return new ProfileSettings(
        checked.path(DIRECTORY),
        checked.path("anchorsFile"),
        checked.integer("pollSeconds", 1, POLL_MAX_SECONDS));
  }

  /** Checks this part alone; the whole is reported by the component that operators see. */
  static Parsed<ProfileSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(ProfileKeeperConfiguration.class, properties);
    return checked.parsed(read(checked));
  }
}
