package org.wardgate.integration.kura.services;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.useradmin.Authorization;
import org.osgi.service.useradmin.Role;
import org.osgi.service.useradmin.User;

/** What a user may. */
final class TestAuthorization implements Authorization {
  private final @Nullable User user;
  private final Map<String, Role> roles;

  TestAuthorization(@Nullable User user, Map<String, Role> roles) {
    this.user = user;
    this.roles = roles;
  }

  @Override
  public @Nullable String getName() {
    return user == null ? null : user.getName();
  }

  @Override
  public boolean hasRole(String name) {
    Role role = roles.get(name);
    return user != null && (user.equals(role) || (role instanceof TestGroup g && g.holds(user)));
  }

  @Override
  public String @Nullable [] getRoles() {
    String[] names = roles.keySet().stream().filter(this::hasRole).toArray(String[]::new);
    return names.length == 0 ? null : names;
  }
}
