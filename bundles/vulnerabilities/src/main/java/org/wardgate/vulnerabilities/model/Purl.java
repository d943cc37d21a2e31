package org.wardgate.vulnerabilities.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A package URL (ECMA-427): {@code pkg:type/namespace/name@version?qualifiers#subpath}. The subpath
 * is left out. Immutable.
 *
 * @param type lower case
 * @param namespace decoded, may be empty
 * @param name decoded
 * @param version decoded, empty means any
 * @param qualifiers decoded, by lower-case key
 */
public record Purl(
    String type, String namespace, String name, String version, Map<String, String> qualifiers) {
  private static final String SCHEME = "pkg:";

  /** Copies the map. */
  public Purl {
    qualifiers = Map.copyOf(qualifiers);
  }

  /** Reads one; empty if the text is none. */
  public static Optional<Purl> parse(String text) {
    if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      return parsed(before(text.substring(SCHEME.length()), '#'));
    } catch (IllegalArgumentException e) {
      // a percent sign that begins no octet
      return Optional.empty();
    }
  }

  private static Optional<Purl> parsed(String rest) {
    String path = before(rest, '?');
    Map<String, String> qualifiers = qualifiers(rest.substring(path.length()));
    int at = path.lastIndexOf('@');
    // An @ before the last slash belongs to the namespace, as in npm's scopes.
    boolean versioned = at > path.lastIndexOf('/');
    String version = versioned ? decode(path.substring(at + 1)) : "";
    String named = versioned ? path.substring(0, at) : path;
    while (named.startsWith("/")) {
      named = named.substring(1);
    }
    int typeEnd = named.indexOf('/');
    int nameStart = named.lastIndexOf('/') + 1;
    if (typeEnd <= 0 || nameStart == named.length()) {
      return Optional.empty();
    }
    String namespace = nameStart > typeEnd + 1 ? named.substring(typeEnd + 1, nameStart - 1) : "";
    return Optional.of(
        new Purl(
            named.substring(0, typeEnd).toLowerCase(Locale.ROOT),
            decode(namespace),
            decode(named.substring(nameStart)),
            version,
            qualifiers));
  }

  private static Map<String, String> qualifiers(String text) {
    Map<String, String> qualifiers = new HashMap<>();
    if (text.length() > 1) {
      for (String pair : text.substring(1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && equals < pair.length() - 1) {
          qualifiers.put(
              pair.substring(0, equals).toLowerCase(Locale.ROOT),
              decode(pair.substring(equals + 1)));
        }
      }
    }
    return qualifiers;
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String decode(String text) {
    // In a purl a plus sign is itself.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The same for every version of a package. */
  public String key() {
    return (type + "/" + namespace + "/" + name).toLowerCase(Locale.ROOT);
  }

  /** Whether a statement about this package, of any version, is about that one. */
  public boolean namesPackageOf(Purl component) {
    return key().equals(component.key())
        && qualifiers.entrySet().stream()
            .allMatch(e -> e.getValue().equals(component.qualifiers.get(e.getKey())));
  }
}
