package org.wardgate.mud.file;

import java.util.Locale;
import java.util.regex.Pattern;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;

/** Host names in the form that {@link org.wardgate.api.policy.Remote.Name} wants. */
final class DnsNames {
  private static final int LENGTH_MAX_CHARS = 253;
  // RFC 952, RFC 1123 §2.1: letters, digits and hyphens, 63 to a label
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LIKE_IPV4 = Pattern.compile("[0-9.]+");

  private DnsNames() {}

  /** Whether a host is an address literal, or at least not a name. */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || LIKE_IPV4.matcher(host).matches();
  }

  /** A name in lower case without the trailing dot. */
  static String parse(Node node) throws Refusal {
    String text = node.text();
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    name = lower(node, name);
    if (name.length() > LENGTH_MAX_CHARS) {
      throw node.bad("a host name of more than " + LENGTH_MAX_CHARS + " characters");
    }
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        throw node.bad("not a host name: " + text);
      }
    }
    return name;
  }

  private static String lower(Node node, String name) throws Refusal {
    // Before lower-casing: some letters outside ASCII become ASCII ones.
    if (!name.chars().allMatch(c -> c < 0x80)) {
      throw node.bad("not a host name, internationalised names need their xn-- form: " + name);
    }
    return name.toLowerCase(Locale.ROOT);
  }
}
