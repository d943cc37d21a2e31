package org.wardgate.api.platform;

import java.util.Optional;

/**
 * The platform's own user accounts. A platform without any has no such service: then tokens alone
 * count. Thread-safe; may block for some hundred milliseconds.
 */
public interface Accounts {
  /** What somebody may do. */
  enum Role {
    /** Look. */
    VIEWER,
    /** Look and decide. */
    OPERATOR
  }

  /**
   * Who somebody is.
   *
   * @param name of the account, 1 to 64 printable characters
   * @param role the highest they have
   */
  record Account(String name, Role role) {}

  /**
   * Checks a password.
   *
   * @param name as typed, at most 255 characters
   * @param password as typed; the caller overwrites it afterwards
   * @return empty if name or password is wrong, the account may do nothing here, or the platform
   *     cannot tell now
   */
  Optional<Account> authenticate(String name, char[] password);
}
