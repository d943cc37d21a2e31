package org.wardgate.platform.felix;

import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/** Names of keys. Stateless. */
final class Aliases {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

  private Aliases() {}

  /**
   * Refuses a name that is none: it becomes a file's name.
   *
   * @throws RefusedException WG-PLAT-0001
   */
  static void requireForm(String alias) throws RefusedException {
    if (!FORM.matcher(alias).matches()) {
      throw new RefusedException(PlatformErrors.VAULT_FAILED, "alias must match " + FORM.pattern());
    }
  }
}
