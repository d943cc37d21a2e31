package org.wardgate.mud.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;

/** A MUD URL, or the URL of a signature: https, without user, fragment or dot segments. */
public final class MudUrl {
  /** Longest URL, in characters: what DHCP can carry (RFC 8520 §10). */
  public static final int LENGTH_MAX_CHARS = 255;

  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
  private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2[eE]){1,2}(/|$)");
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private final String text;
  private final URI uri;

  private MudUrl(String text, URI uri) {
    this.text = text;
    this.uri = uri;
  }

  /**
   * Checks a URL.
   *
   * @throws RefusedException BAD_MUD_URL
   */
  public static MudUrl of(String text) throws RefusedException {
    if (text.length() > LENGTH_MAX_CHARS) {
      throw refused("longer than " + LENGTH_MAX_CHARS + " characters");
    }
    if (!PRINTABLE.matcher(text).matches()) {
      throw refused("characters that a URL may not have");
    }
    URI uri = parsed(text);
    if (!"https".equals(uri.getScheme())) {
      throw refused("scheme must be https: " + text);
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw refused("user and fragment are not allowed: " + text);
    }
    String host = uri.getHost();
    if (host == null || !HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw refused("no host name: " + text);
    }
    if (uri.getPort() == 0 || uri.getPort() > PortMatch.PORT_MAX) {
      throw refused("port must be 1 to " + PortMatch.PORT_MAX + ": " + text);
    }
    if (DOT_SEGMENT.matcher(uri.getRawPath()).find()) {
      throw refused("dot segments in the path: " + text);
    }
    return new MudUrl(text, uri);
  }

  /** Host name in lower case, without port. */
  public String host() {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** Host name in lower case, with {@code :port} unless it is 443. */
  public String authority() {
    int port = uri.getPort();
    return port < 0 || port == 443 ? host() : host() + ":" + port;
  }

  /** The path as written. */
  public String path() {
    return uri.getRawPath();
  }

  /** For a request. */
  public URI uri() {
    return uri;
  }

  /** Exactly as given, at most 255 characters. */
  public String text() {
    return text;
  }

  /** By the text: two spellings of one place are two URLs. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MudUrl url && text.equals(url.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static URI parsed(String text) throws RefusedException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw refused("not a URL: " + text);
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(MudErrors.BAD_MUD_URL, detail);
  }
}
