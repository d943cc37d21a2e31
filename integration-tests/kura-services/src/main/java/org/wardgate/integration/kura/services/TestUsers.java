package org.wardgate.integration.kura.services;

import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.useradmin.Authorization;
import org.osgi.service.useradmin.Group;
import org.osgi.service.useradmin.Role;
import org.osgi.service.useradmin.User;
import org.osgi.service.useradmin.UserAdmin;

/** The standard's user admin over memory, with Kura's names of users and permissions. */
final class TestUsers implements UserAdmin {
  static final String USER = "kura.user.";
  static final String PERMISSION = "kura.permission.";
  static final String PASSWORD = "kura.password";

  private final Map<String, Role> roles = new ConcurrentHashMap<>();

  @Override
  public @Nullable Role createRole(String name, int type) {
    Role role = type == Role.GROUP ? new TestGroup(name) : new TestUser(name, Role.USER);
    return roles.putIfAbsent(name, role) == null ? role : null;
  }

  @Override
  public boolean removeRole(String name) {
    return roles.remove(name) != null;
  }

  @Override
  public @Nullable Role getRole(String name) {
    return roles.get(name);
  }

  @Override
  public Role @Nullable [] getRoles(@Nullable String filter) throws InvalidSyntaxException {
    if (filter != null) {
      throw new InvalidSyntaxException("filters are not supported here", filter);
    }
    return roles.isEmpty() ? null : roles.values().toArray(Role[]::new);
  }

  @Override
  public @Nullable User getUser(String key, String value) {
    User only = null;
    for (Role role : roles.values()) {
      if (role.getType() == Role.USER && value.equals(role.getProperties().get(key))) {
        if (only != null) {
          return null;
        }
        only = (User) role;
      }
    }
    return only;
  }

  @Override
  public Authorization getAuthorization(@Nullable User user) {
    return new TestAuthorization(user, roles);
  }

  /** An account with these permissions and no others. */
  void account(String name, String passwordHash, Iterable<String> permissions) {
    createRole(USER + name, Role.USER);
    User user = (User) roles.get(USER + name);
    if (user == null) {
      throw new IllegalStateException(name);
    }
    credentials(user).put(PASSWORD, passwordHash);
    for (Role role : roles.values()) {
      if (role instanceof Group group) {
        group.removeMember(user);
      }
    }
    for (String permission : permissions) {
      createRole(PERMISSION + permission, Role.GROUP);
      if (roles.get(PERMISSION + permission) instanceof Group group) {
        group.addMember(user);
      }
    }
  }

  // the standard gives a raw dictionary of whatever a credential is
  @SuppressWarnings("unchecked")
  private static Dictionary<String, Object> credentials(User user) {
    return user.getCredentials();
  }
}
