package org.wardgate.mud.file;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A MUD file in the terms of RFC 8520. Immutable.
 *
 * @param mudVersion always 1
 * @param mudUrl where the file is at home
 * @param lastUpdate when it was generated
 * @param mudSignature where its signature is
 * @param cacheValidityHours how long to wait before asking for a newer one, 1 to 168
 * @param isSupported whether the manufacturer still updates the device or the file
 * @param product for people
 * @param extensions names of the extensions it declares
 * @param extras what known extensions say
 * @param policies its access lists, by direction
 */
public record MudFile(
    int mudVersion,
    MudUrl mudUrl,
    Instant lastUpdate,
    Optional<String> mudSignature,
    int cacheValidityHours,
    boolean isSupported,
    Product product,
    List<String> extensions,
    Extras extras,
    Policies policies) {
  /** The only version there is. */
  public static final int VERSION = 1;

  /** Default of RFC 8520 §7, in hours. */
  public static final int CACHE_VALIDITY_DEFAULT_HOURS = 48;

  /** Most access lists in a file. */
  public static final int ACLS_MAX_COUNT = 256;

  /** Most entries in a file, all lists together. */
  public static final int ACES_MAX_COUNT = 4_096;

  /** Most extensions in a file. */
  public static final int EXTENSIONS_MAX_COUNT = 64;

  /** Copies the list. */
  public MudFile {
    extensions = List.copyOf(extensions);
  }

  /** How long to wait before asking for a newer one. */
  public Duration cacheValidity() {
    return Duration.ofHours(cacheValidityHours);
  }
}
