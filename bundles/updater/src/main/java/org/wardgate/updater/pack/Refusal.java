package org.wardgate.updater.pack;

import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;

/** What is said of packages that have not the documented form. */
final class Refusal {
  private Refusal() {}

  static RefusedException badPackage(String detail) {
    return new RefusedException(UpdateErrors.BAD_PACKAGE, detail);
  }

  static RefusedException badPackage(String detail, Throwable cause) {
    return new RefusedException(UpdateErrors.BAD_PACKAGE, detail, cause);
  }
}
