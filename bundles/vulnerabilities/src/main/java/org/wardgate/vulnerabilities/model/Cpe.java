package org.wardgate.vulnerabilities.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Common Platform Enumeration name, as formatted string (CPE 2.3, NISTIR 7695 §6.2) or as URI
 * (§6.1). Immutable.
 *
 * @param parts part, vendor, product, version, update and what follows; lower case, without
 *     escapes; {@code *} means any
 */
public record Cpe(List<String> parts) {
  private static final String FORMATTED = "cpe:2.3:";
  private static final String URI = "cpe:/";
  private static final int FORMATTED_PARTS_COUNT = 11;
  private static final int URI_PARTS_MAX_COUNT = 7;
  private static final int VENDOR = 1;
  private static final int PRODUCT = 2;
  private static final int VERSION = 3;
  private static final String ANY = "*";
  private static final Pattern COLON = Pattern.compile("(?<!\\\\):");

  /** Copies the list. */
  public Cpe {
    parts = List.copyOf(parts);
  }

  /** Reads one; empty if the text is none, or names no vendor or product. */
  public static Optional<Cpe> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith(FORMATTED)) {
      return formatted(COLON.split(lower.substring(FORMATTED.length()), -1));
    }
    return lower.startsWith(URI)
        ? uri(lower.substring(URI.length()).split(":", -1))
        : Optional.empty();
  }

  private static Optional<Cpe> formatted(String[] parts) {
    if (parts.length != FORMATTED_PARTS_COUNT) {
      return Optional.empty();
    }
    List<String> plain = new ArrayList<>(parts.length);
    for (String part : parts) {
      plain.add(part.replaceAll("\\\\(.)", "$1"));
    }
    return named(plain);
  }

  private static Optional<Cpe> uri(String[] parts) {
    if (parts.length > URI_PARTS_MAX_COUNT) {
      return Optional.empty();
    }
    List<String> plain = new ArrayList<>(FORMATTED_PARTS_COUNT);
    try {
      for (String part : parts) {
        plain.add(part.isEmpty() ? ANY : URLDecoder.decode(part, StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      // a percent sign that begins no octet
      return Optional.empty();
    }
    while (plain.size() < FORMATTED_PARTS_COUNT) {
      plain.add(ANY);
    }
    return named(plain);
  }

  private static Optional<Cpe> named(List<String> parts) {
    boolean vague =
        parts.stream().anyMatch(String::isEmpty)
            || parts.get(VENDOR).equals(ANY)
            || parts.get(PRODUCT).equals(ANY);
    return vague ? Optional.empty() : Optional.of(new Cpe(parts));
  }

  /** The same for every version of a product. */
  public String key() {
    return parts.get(VENDOR) + ":" + parts.get(PRODUCT);
  }

  /** Its version; empty means any. */
  public String version() {
    return parts.get(VERSION).equals(ANY) ? "" : parts.get(VERSION);
  }

  /** Whether a statement about this product, of any version, is about that one. */
  public boolean namesProductOf(Cpe component) {
    for (int i = 0; i < FORMATTED_PARTS_COUNT; i++) {
      String part = parts.get(i);
      String other = component.parts.get(i);
      if (i != VERSION && !part.equals(ANY) && !other.equals(ANY) && !part.equals(other)) {
        return false;
      }
    }
    return true;
  }
}
