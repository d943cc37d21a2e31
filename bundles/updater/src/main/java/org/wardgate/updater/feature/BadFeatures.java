package org.wardgate.updater.feature;

import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;

/** What is said of features that would make no set. */
final class BadFeatures {
  private BadFeatures() {}

  static RefusedException refusal(String detail) {
    return new RefusedException(UpdateErrors.BAD_FEATURES, detail);
  }

  static RefusedException refusal(String where, Exception cause) {
    String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new RefusedException(UpdateErrors.BAD_FEATURES, where + ": " + first, cause);
  }
}
