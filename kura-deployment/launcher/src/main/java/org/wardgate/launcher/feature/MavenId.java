package org.wardgate.launcher.feature;

import java.util.regex.Pattern;

/**
 * Maven coordinates of a jar.
 *
 * @param group the group id
 * @param artifact the artifact id
 * @param version the version
 */
public record MavenId(String group, String artifact, String version) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_.-]{1,128}):([A-Za-z0-9_.-]{1,128}):([A-Za-z0-9_.+-]{1,64})");

  /**
   * Reads {@code group:artifact:version}.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static MavenId of(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches() || text.contains("..")) {
      throw new IllegalArgumentException("not group:artifact:version: " + text);
    }
    return new MavenId(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /** What it is, whichever version. */
  public String key() {
    return group + ":" + artifact;
  }

  /** The jar's name in a repository. */
  public String fileName() {
    return artifact + "-" + version + ".jar";
  }

  @Override
  public String toString() {
    return key() + ":" + version;
  }
}
