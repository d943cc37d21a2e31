package org.wardgate.integration.kura.services;

import org.eclipse.kura.KuraException;
import org.eclipse.kura.crypto.CryptoService;
import org.eclipse.kura.identity.IdentityService;
import org.eclipse.kura.identity.Permission;
import org.osgi.service.useradmin.Authorization;
import org.osgi.service.useradmin.Role;
import org.osgi.service.useradmin.User;

/** Kura's view of the user admin since 5.5. */
final class TestIdentities implements IdentityService {
  private final TestUsers users;
  private final CryptoService crypto;

  TestIdentities(TestUsers users, CryptoService crypto) {
    this.users = users;
    this.crypto = crypto;
  }

  @Override
  public boolean createPermission(Permission permission) {
    return users.createRole(TestUsers.PERMISSION + permission.getName(), Role.GROUP) != null;
  }

  @Override
  public boolean createIdentity(String identityName) {
    return users.createRole(TestUsers.USER + identityName, Role.USER) != null;
  }

  @Override
  public void checkPassword(String identityName, char[] password) throws KuraException {
    try {
      String hash = crypto.sha256Hash(new String(password));
      if (!user(identityName).hasCredential(TestUsers.PASSWORD, hash)) {
        throw KuraException.internalError("password mismatch");
      }
    } catch (java.security.NoSuchAlgorithmException | java.io.UnsupportedEncodingException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public void checkPermission(String identityName, Permission permission) throws KuraException {
    Authorization rights = users.getAuthorization(user(identityName));
    if (!rights.hasRole(TestUsers.PERMISSION + "kura.admin")
        && !rights.hasRole(TestUsers.PERMISSION + permission.getName())) {
      throw KuraException.internalError("permission denied");
    }
  }

  private User user(String name) throws KuraException {
    if (users.getRole(TestUsers.USER + name) instanceof User user) {
      return user;
    }
    throw KuraException.internalError("no such identity");
  }
}
