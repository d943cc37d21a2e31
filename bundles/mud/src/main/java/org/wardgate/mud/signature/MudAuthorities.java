package org.wardgate.mud.signature;

import java.util.Locale;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.mud.file.MudUrl;

/** Which MUD URLs a manufacturer may use. Pure. */
public final class MudAuthorities {
  private static final String HTTPS_PORT = ":443";

  private MudAuthorities() {}

  /** Whether a URL is at one of the manufacturer's authorities. */
  public static boolean include(Manufacturer manufacturer, MudUrl url) {
    return manufacturer.mudAuthorities().stream()
        .anyMatch(authority -> normal(authority).equals(url.authority()));
  }

  private static String normal(String authority) {
    String lower = authority.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(HTTPS_PORT)
        ? lower.substring(0, lower.length() - HTTPS_PORT.length())
        : lower;
  }
}
