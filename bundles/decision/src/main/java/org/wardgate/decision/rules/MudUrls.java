package org.wardgate.decision.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** MUD URLs compared. Pure. */
final class MudUrls {
  private MudUrls() {}

  /**
   * Whether a URL is an update of another: same authority, same path up to the last segment
   * (draft-ietf-opsawg-mud-acceptable-urls), nothing behind the path.
   */
  static boolean isUpdate(String old, String fresh) {
    Optional<URI> before = https(old);
    Optional<URI> after = https(fresh);
    return before.isPresent()
        && after.isPresent()
        && authority(before.get()).equals(authority(after.get()))
        && folder(before.get()).equals(folder(after.get()))
        && named(after.get());
  }

  /** Whether its authority is one of these. */
  static boolean within(String mudUrl, List<String> authorities) {
    return https(mudUrl)
        .map(MudUrls::authority)
        .map(found -> authorities.stream().anyMatch(a -> a.equalsIgnoreCase(found)))
        .orElse(false);
  }

  private static Optional<URI> https(String text) {
    try {
      URI uri = new URI(text);
      boolean plain =
          "https".equalsIgnoreCase(uri.getScheme())
              && uri.getRawAuthority() != null
              && uri.getRawUserInfo() == null
              && uri.getRawPath() != null;
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String authority(URI uri) {
    return String.valueOf(uri.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  private static String folder(URI uri) {
    String path = uri.getRawPath();
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The last segment is a name, and means what it says. */
  private static boolean named(URI uri) {
    String last = uri.getRawPath().substring(folder(uri).length());
    return last.matches("[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }
}
