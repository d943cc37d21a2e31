package org.wardgate.enforcement.nft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the running kernel can do, by its release. */
final class KernelRelease {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
  private static final int MAJOR = 6;
  private static final int MINOR = 12;

  private KernelRelease() {}

  /** Since 6.12 adding an element that is there extends its time; before, it changed nothing. */
  static boolean extendsTimeouts(String release) {
    Matcher matcher = FORM.matcher(release);
    if (!matcher.matches()) {
      return false;
    }
    int major = Integer.parseInt(matcher.group(1));
    return major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR);
  }
}
