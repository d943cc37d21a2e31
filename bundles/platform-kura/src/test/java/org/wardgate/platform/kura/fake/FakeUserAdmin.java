package org.wardgate.platform.kura.fake;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.useradmin.Group;
import org.osgi.service.useradmin.Role;
import org.osgi.service.useradmin.User;
import org.osgi.service.useradmin.UserAdmin;

/** Users and groups by name. */
public final class FakeUserAdmin {
  private final Map<String, Role> roles = new TreeMap<>();
  private final Map<String, List<Role>> members = new TreeMap<>();
  public volatile boolean gone;

  public UserAdmin service() {
    return Stubs.of(UserAdmin.class, this::answer);
  }

  public List<String> names() {
    return List.copyOf(roles.keySet());
  }

  private @Nullable Object answer(String method, Object[] arguments) {
    if (gone) {
      throw new IllegalStateException("gone");
    }
    return switch (method) {
      case "getRole" -> roles.get((String) arguments[0]);
      case "createRole" -> group((String) arguments[0]);
      default -> throw new UnsupportedOperationException(method);
    };
  }

  public Group group(String name) {
    members.putIfAbsent(name, new ArrayList<>());
    Group group =
        Stubs.of(
            Group.class,
            (method, arguments) ->
                switch (method) {
                  case "getName" -> name;
                  case "getMembers" -> membersOf(name);
                  default -> throw new UnsupportedOperationException(method);
                });
    roles.put(name, group);
    return group;
  }

  // as the standard says: null, not an empty array
  private Role @Nullable [] membersOf(String name) {
    List<Role> all = members.getOrDefault(name, List.of());
    return all.isEmpty() ? null : all.toArray(new Role[0]);
  }

  // the standard wants dictionaries
  @SuppressWarnings("JdkObsolete")
  public void user(String name, Map<String, Object> credentials, Map<String, Object> properties) {
    roles.put(
        "kura.user." + name,
        Stubs.of(
            User.class,
            (method, arguments) ->
                switch (method) {
                  case "getName" -> "kura.user." + name;
                  case "getCredentials" -> new Hashtable<>(credentials);
                  case "getProperties" -> new Hashtable<>(properties);
                  default -> throw new UnsupportedOperationException(method);
                }));
  }

  public void grant(String permission, String name) {
    members
        .computeIfAbsent("kura.permission." + permission, key -> new ArrayList<>())
        .add(roles.get("kura.user." + name));
  }
}
