package org.wardgate.api;

import java.util.regex.Pattern;

/**
 * The name under which the ward knows a device: the inventory's id, or {@code unknown-} and a
 * certificate fingerprint for a stranger. Safe in URLs, file names and log lines.
 *
 * @param value 1 to 64 characters of {@code [a-z0-9._-]}, starting with a letter or digit
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  /** Longest id, in characters. */
  public static final int LENGTH_MAX_CHARS = 64;

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /**
   * @throws IllegalArgumentException if the form is not kept
   */
  public DeviceId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("device id must match " + FORM.pattern());
    }
  }

  /** The id of a stranger, from the SHA-256 of the certificate it showed. */
  public static DeviceId unknown(Bytes certificateSha256) {
    return new DeviceId("unknown-" + certificateSha256.hex().substring(0, 16));
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
