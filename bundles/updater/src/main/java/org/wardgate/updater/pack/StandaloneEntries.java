package org.wardgate.updater.pack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.feature.FeatureLimits;
import org.wardgate.updater.feature.NamedBundle;
import org.wardgate.updater.feature.PackageFeature;

/**
 * What a standalone package has besides, and how it lies in it: the launcher puts all jars into one
 * folder and all features into another, and skips whatever has another name. Not thread-safe.
 */
final class StandaloneEntries {
  /** Jars lie one folder deep at most. */
  private static final Pattern JAR =
      Pattern.compile("(?:[A-Za-z0-9_.+-]+/)?[A-Za-z0-9_.+-]+\\.jar");

  private static final Pattern FEATURE =
      Pattern.compile("features/([a-z0-9][a-z0-9-]{0,63})\\.json");

  private final List<PackageFeature> features = new ArrayList<>();
  private int featuresBytes;

  static boolean isFeature(String entry) {
    return FEATURE.matcher(entry).matches();
  }

  /**
   * Reads a feature.
   *
   * @param entry of which {@link #isFeature} is true
   * @param content not closed
   */
  void addFeature(String entry, InputStream content) throws IOException, RefusedException {
    Matcher matcher = FEATURE.matcher(entry);
    if (!matcher.matches() || features.size() >= FeatureLimits.FEATURES_MAX_COUNT) {
      throw badFeatures("more than " + FeatureLimits.FEATURES_MAX_COUNT + " features");
    }
    byte[] json = content.readNBytes(FeatureLimits.FEATURE_MAX_BYTES + 1);
    featuresBytes += json.length;
    if (featuresBytes > FeatureLimits.FEATURES_MAX_BYTES) {
      throw badFeatures(
          "features of more than " + FeatureLimits.FEATURES_MAX_BYTES + " bytes together");
    }
    features.add(PackageFeature.read(matcher.group(1), json));
  }

  List<PackageFeature> features() {
    return features;
  }

  /**
   * Checks that features and bundles fit each other.
   *
   * @throws RefusedException WG-UPD-0003 or WG-UPD-0019
   */
  static void check(List<PackageBundle> bundles, List<PackageFeature> features)
      throws RefusedException {
    Set<String> jars = new HashSet<>();
    for (PackageBundle bundle : bundles) {
      if (!JAR.matcher(bundle.path()).matches()) {
        throw Refusal.badPackage(bundle.path() + " is no jar that lies one folder deep at most");
      }
      if (!jars.add(bundle.fileName())) {
        throw Refusal.badPackage(bundle.fileName() + " is in it twice, in different folders");
      }
    }
    Set<String> unnamed = new HashSet<>(jars);
    for (PackageFeature feature : features) {
      for (NamedBundle bundle : feature.bundles()) {
        if (!jars.contains(bundle.fileName())) {
          throw badFeatures(
              feature.name()
                  + ".json names "
                  + bundle.fileName()
                  + ", which is not in the package");
        }
        unnamed.remove(bundle.fileName());
      }
    }
    if (!unnamed.isEmpty()) {
      throw badFeatures("no feature names " + unnamed.stream().sorted().toList().get(0));
    }
  }

  private static RefusedException badFeatures(String detail) {
    return new RefusedException(UpdateErrors.BAD_FEATURES, detail);
  }
}
