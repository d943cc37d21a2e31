package org.wardgate.launcher.framework;

import org.osgi.framework.BundleException;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;

/** Says what was wrong with a bundle, in one line. */
final class BundleFailure {

  private BundleFailure() {}

  static RefusedException of(String bundle, BundleException e) {
    String kind =
        switch (e.getType()) {
          case BundleException.RESOLVE_ERROR -> "does not resolve";
          case BundleException.ACTIVATOR_ERROR -> "threw in its activator";
          case BundleException.MANIFEST_ERROR -> "has a malformed manifest";
          default -> "failed";
        };
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new RefusedException(
        LauncherErrors.BUNDLE_FAILED, bundle + " " + kind + ": " + message, e);
  }
}
