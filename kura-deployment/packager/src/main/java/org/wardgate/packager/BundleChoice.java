package org.wardgate.packager;

import java.util.Map;

/**
 * Which jar a release has of a bundle: the one that was built, or that of the release before, byte
 * for byte and with its name, if only the version would change. What a gateway then finds to be the
 * same goes on running during an update.
 *
 * @param before the bundles of the release before, by symbolic name; none if there is none
 */
record BundleChoice(Map<String, BundleFile> before) {
  private static final String OURS = "org.wardgate.";

  BundleChoice {
    before = Map.copyOf(before);
  }

  /**
   * Chooses.
   *
   * @throws PackagingException if the bundle changed and its version did not: gateways refuse that,
   *     and a deployment admin alone would not exchange it. Versions of ours may not go back either
   */
  BundleFile of(BundleFile built) throws PackagingException {
    BundleFile earlier = before.get(built.symbolicName());
    if (earlier == null) {
      return built;
    }
    if (earlier.content().equals(built.content())
        || VersionlessContent.of(earlier).equals(VersionlessContent.of(built))) {
      return earlier;
    }
    int order = built.version().compareTo(earlier.version());
    if (order == 0 || (order < 0 && built.symbolicName().startsWith(OURS))) {
      throw new PackagingException(
          built.symbolicName()
              + " changed, but its version did not rise: "
              + built.version()
              + ", before "
              + earlier.version());
    }
    return built;
  }
}
