package org.wardgate.platform.kura.account;

import java.util.Optional;
import org.osgi.service.useradmin.Group;
import org.osgi.service.useradmin.Role;
import org.osgi.service.useradmin.User;
import org.osgi.service.useradmin.UserAdmin;

/**
 * Accounts and permissions as Kura keeps them in the user admin service: users and groups with
 * prefixed names. Thread-safe if the service is.
 *
 * @param users the service
 */
record KuraUsers(UserAdmin users) {
  private static final String USER = "kura.user.";
  private static final String PERMISSION = "kura.permission.";
  private static final String CREDENTIAL = "kura.password";
  private static final String MUST_CHANGE = "kura.need.password.change";

  Optional<User> user(String name) {
    return users.getRole(USER + name) instanceof User user ? Optional.of(user) : Optional.empty();
  }

  /** The hash of the account's password; empty if it has none. */
  static Optional<String> passwordHash(User user) {
    return user.getCredentials().get(CREDENTIAL) instanceof String hash && !hash.isEmpty()
        ? Optional.of(hash)
        : Optional.empty();
  }

  static boolean mustChange(User user) {
    return "true".equals(String.valueOf(user.getProperties().get(MUST_CHANGE)));
  }

  boolean has(User user, String permission) {
    if (!(users.getRole(PERMISSION + permission) instanceof Group group)) {
      return false;
    }
    Role[] members = group.getMembers();
    if (members == null) {
      return false;
    }
    for (Role member : members) {
      if (member.getName().equals(user.getName())) {
        return true;
      }
    }
    return false;
  }

  void make(String permission) {
    if (users.getRole(PERMISSION + permission) == null) {
      users.createRole(PERMISSION + permission, Role.GROUP);
    }
  }
}
