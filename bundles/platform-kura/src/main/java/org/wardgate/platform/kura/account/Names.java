package org.wardgate.platform.kura.account;

import java.util.List;
import org.wardgate.api.error.Problem;
import org.wardgate.api.platform.Accounts.Role;

/** How accounts and permissions are called. Stateless. */
final class Names {
  /** Kura's permission to decide. */
  static final String OPERATOR = "wardgate.operator";

  /** Kura's permission to look. */
  static final String VIEWER = "wardgate.viewer";

  private static final int ACCOUNT_MAX_CHARS = 64;
  private static final int PASSWORD_MAX_CHARS = 1_024;

  /**
   * A permission and what it lets do.
   *
   * @param permission as Kura calls it
   * @param role as Wardgate calls it
   */
  record Grant(String permission, Role role) {}

  /** The highest first. */
  static final List<Grant> GRANTS =
      List.of(new Grant(OPERATOR, Role.OPERATOR), new Grant(VIEWER, Role.VIEWER));

  private Names() {}

  /** Whether it can be an account's name and password at all. */
  static boolean plausible(String name, char[] password) {
    return !name.isBlank()
        && name.length() <= ACCOUNT_MAX_CHARS
        && name.equals(Problem.clean(name))
        && password.length > 0
        && password.length <= PASSWORD_MAX_CHARS;
  }
}
