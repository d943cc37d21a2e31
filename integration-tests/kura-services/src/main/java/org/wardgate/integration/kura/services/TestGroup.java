package org.wardgate.integration.kura.services;

import java.util.Collection;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.useradmin.Group;
import org.osgi.service.useradmin.Role;

/** A group of the user admin, which on Kura is a permission. */
final class TestGroup extends TestUser implements Group {
  private final Collection<Role> members = new CopyOnWriteArraySet<>();
  private final Collection<Role> required = new CopyOnWriteArraySet<>();

  TestGroup(String name) {
    super(name, Role.GROUP);
  }

  @Override
  public boolean addMember(Role role) {
    return members.add(role);
  }

  @Override
  public boolean addRequiredMember(Role role) {
    return required.add(role);
  }

  @Override
  public boolean removeMember(Role role) {
    boolean basic = members.remove(role);
    return required.remove(role) || basic;
  }

  @Override
  public Role @Nullable [] getMembers() {
    return members.isEmpty() ? null : members.toArray(Role[]::new);
  }

  @Override
  public Role @Nullable [] getRequiredMembers() {
    return required.isEmpty() ? null : required.toArray(Role[]::new);
  }

  /** Whether a role is implied by the group's membership, as the standard says. */
  boolean holds(Role role) {
    return members.contains(role) && required.stream().allMatch(role::equals);
  }
}
