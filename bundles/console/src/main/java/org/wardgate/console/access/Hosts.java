package org.wardgate.console.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names this console answers to. A page elsewhere can make a browser resolve its own name to
 * the loopback address; it cannot make the browser name another host.
 */
final class Hosts {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-f:]{2,39}]|[a-z0-9.-]{1,253})(:[0-9]{1,5})?");

  private final Set<String> allowed;

  /**
   * @throws IllegalArgumentException if a name is not a host name
   */
  Hosts(List<String> more) {
    Set<String> names = new HashSet<>(LOOPBACK);
    for (String further : more) {
      names.add(
          name(further)
              .orElseThrow(() -> new IllegalArgumentException("not a host name: " + further)));
    }
    this.allowed = Set.copyOf(names);
  }

  /** The name as it is compared; empty if it is none, or has a port. */
  static Optional<String> name(String text) {
    return host(text).filter(text.toLowerCase(Locale.ROOT)::equals);
  }

  /** Whether a Host header names this console. */
  boolean serves(String authority) {
    return host(authority).filter(allowed::contains).isPresent();
  }

  /**
   * Whether an Origin header names this console at the same authority as the Host header.
   *
   * @param secure whether the request came over TLS: anybody on the way can make a page without
   */
  boolean sameOrigin(String origin, String authority, boolean secure) {
    try {
      URI uri = new URI(origin);
      boolean web = "https".equals(uri.getScheme()) || (!secure && "http".equals(uri.getScheme()));
      return web && authority.equalsIgnoreCase(uri.getRawAuthority()) && serves(authority);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Optional<String> host(String authority) {
    var matcher = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
