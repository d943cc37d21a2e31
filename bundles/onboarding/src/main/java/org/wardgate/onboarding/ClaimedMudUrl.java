package org.wardgate.onboarding;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;

/** What a device says its MUD URL is, if it has the form of one. */
final class ClaimedMudUrl {
  /** Longest URL taken from a device; DHCP could not carry a longer one either (RFC 8520 §10). */
  static final int URL_MAX_CHARS = 255;

  private static final Pattern PRINTABLE =
      Pattern.compile("[\\x21-\\x7e]{1," + URL_MAX_CHARS + "}");

  private ClaimedMudUrl() {}

  /** The URL a payload holds, and nothing but it. */
  static Optional<String> of(Bytes payload) {
    return payload.length() > URL_MAX_CHARS ? Optional.empty() : of(latin1(payload));
  }

  /** The text itself, if it is one. */
  static Optional<String> of(String text) {
    if (!PRINTABLE.matcher(text).matches()
        || !text.toLowerCase(Locale.ROOT).startsWith("https://")) { // RFC 8520 §5
      return Optional.empty();
    }
    try {
      return new URI(text).getHost() == null ? Optional.empty() : Optional.of(text);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String latin1(Bytes payload) {
    return new String(payload.toArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
