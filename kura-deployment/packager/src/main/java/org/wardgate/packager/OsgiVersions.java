package org.wardgate.packager;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/** Versions of releases as OSGi writes them. Stateless. */
final class OsgiVersions {
  private static final Pattern MAVEN =
      Pattern.compile(
          "(\\d{1,9})(?:\\.(\\d{1,9}))?+(?:\\.(\\d{1,9}))?+(?:[.-]([A-Za-z0-9_-]{1,64}))?");

  private OsgiVersions() {}

  /**
   * The OSGi form of a version: {@code 0.1.0-SNAPSHOT} becomes {@code 0.1.0.SNAPSHOT}.
   *
   * @throws PackagingException if there is none
   */
  static Version of(String version) throws PackagingException {
    Matcher matcher = MAVEN.matcher(version);
    if (!matcher.matches()) {
      throw new PackagingException("not a version: " + version);
    }
    return new Version(
        number(matcher.group(1)),
        number(matcher.group(2)),
        number(matcher.group(3)),
        matcher.group(4) == null ? "" : matcher.group(4));
  }

  private static int number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
