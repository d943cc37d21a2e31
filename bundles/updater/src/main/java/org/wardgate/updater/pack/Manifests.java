package org.wardgate.updater.pack;

import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.wardgate.api.error.RefusedException;

/** Values of manifests. Stateless. */
final class Manifests {
  private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final int VERSION_MAX_CHARS = 64;

  private Manifests() {}

  /** The name without its directives. */
  static String symbolicName(String header) throws RefusedException {
    int end = header.indexOf(';');
    String name = (end < 0 ? header : header.substring(0, end)).strip();
    if (!SYMBOLIC_NAME.matcher(name).matches()) {
      throw Refusal.badPackage("a bundle without a good symbolic name");
    }
    return name;
  }

  static Version version(String text, String what) throws RefusedException {
    try {
      if (!text.isEmpty() && text.length() <= VERSION_MAX_CHARS) {
        return Version.parseVersion(text);
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.badPackage(what + " is no version", e);
    }
    throw Refusal.badPackage(what + " is no version");
  }
}
