package org.wardgate.inventory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;

/** Reads fields that are URLs or other URIs. */
final class Urls {
  private Urls() {}

  /** An {@code https} URL without user information (RFC 8520 §1.5). */
  static String mudUrl(JsonEntry entry, String field) throws RefusedException {
    String text = entry.text(field, InventoryLimits.URL_MAX_CHARS);
    return parsed(text)
        .filter(uri -> "https".equals(uri.getScheme()))
        .filter(uri -> uri.getHost() != null && uri.getUserInfo() == null)
        .map(uri -> text)
        .orElseThrow(
            () -> entry.malformed(field + " must be an https URL without user information"));
  }

  /** A URI with a scheme, for example {@code urn:ietf:params:mud:ntp}. */
  static String absoluteUri(JsonEntry entry, String field) throws RefusedException {
    String text = entry.text(field, InventoryLimits.CLASS_URI_MAX_CHARS);
    return parsed(text)
        .filter(uri -> uri.isAbsolute() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f))
        .map(uri -> text)
        .orElseThrow(() -> entry.malformed(field + " must be an absolute URI"));
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
