package org.wardgate.installer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A set ready to be installed.
 *
 * @param id SHA-256 of its package in hexadecimal digits, or {@link #WITHOUT_PACKAGE}
 * @param version of the set
 * @param from version of the set it was prepared for; empty if unknown
 * @param file its package
 * @param expires when it must have been installed
 * @param probes what must answer well
 * @param installSeconds within which it must be well
 * @param probationSeconds through which it must stay well
 */
public record Staged(
    String id,
    String version,
    String from,
    Path file,
    Instant expires,
    List<String> probes,
    int installSeconds,
    int probationSeconds) {

  /** The id of the set that the platform itself brings, without a package. */
  public static final String WITHOUT_PACKAGE = "distribution";

  /** Longest time for installing and for probation, in seconds. */
  public static final int SECONDS_MAX = 3_600;

  private static final int SECONDS_DEFAULT = 60;
  private static final int PROBES_MAX = 16;

  /** Copies the list. */
  public Staged {
    probes = List.copyOf(probes);
  }

  /**
   * Reads what the updater wrote beside a package.
   *
   * @throws IllegalArgumentException if something is missing or out of range
   */
  public static Staged of(Path file, Map<String, String> properties) {
    List<String> probes =
        List.of(properties.getOrDefault("probes", "").split(",")).stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (probes.size() > PROBES_MAX) {
      throw new IllegalArgumentException("more than " + PROBES_MAX + " probes");
    }
    return new Staged(
        text(properties, "id"),
        text(properties, "version"),
        properties.getOrDefault("from", ""),
        file,
        expires(properties.getOrDefault("expires", "")),
        probes,
        seconds(properties, "installSeconds"),
        seconds(properties, "probationSeconds"));
  }

  private static Instant expires(String text) {
    try {
      return text.isEmpty() ? Instant.MAX : Instant.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("expires is not an instant", e);
    }
  }

  private static String text(Map<String, String> properties, String key) {
    String value = properties.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private static int seconds(Map<String, String> properties, String key) {
    String text = properties.getOrDefault(key, "");
    int value = text.isEmpty() ? SECONDS_DEFAULT : Integer.parseInt(text);
    if (value < 1 || value > SECONDS_MAX) {
      throw new IllegalArgumentException(key + " must be 1 to " + SECONDS_MAX);
    }
    return value;
  }
}
