package org.wardgate.ward.network;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What DHCP carries (RFC 8520 §10): an https URL, perhaps a space and something reserved. */
final class MudString {
  /** Longest option (RFC 8520 §10). */
  static final int OPTION_MAX_BYTES = 255;

  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

  private MudString() {}

  /** The URL in an option, if there is one; what is reserved is left out. */
  static Optional<String> url(byte[] option) {
    if (option.length > OPTION_MAX_BYTES) {
      return Optional.empty();
    }
    String text = new String(option, StandardCharsets.ISO_8859_1);
    int space = text.indexOf(' ');
    String url = space < 0 ? text : text.substring(0, space);
    if (!PRINTABLE.matcher(url).matches() || !url.toLowerCase(Locale.ROOT).startsWith("https://")) {
      return Optional.empty();
    }
    try {
      return new URI(url).getHost() == null ? Optional.empty() : Optional.of(url);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
