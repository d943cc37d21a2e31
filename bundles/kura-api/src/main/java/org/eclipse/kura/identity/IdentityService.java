package org.eclipse.kura.identity;

import org.eclipse.kura.KuraException;

/** Accounts and what they may do. */
public interface IdentityService {
  /** Makes a permission; false if it exists. */
  boolean createPermission(Permission permission) throws KuraException;

  /** Makes an account; false if it exists. */
  boolean createIdentity(String identityName) throws KuraException;

  /**
   * Checks a password, which is overwritten.
   *
   * @throws KuraException unless it is the account's
   */
  void checkPassword(String identityName, char[] password) throws KuraException;

  /**
   * Checks a permission.
   *
   * @throws KuraException unless the account has it
   */
  void checkPermission(String identityName, Permission permission) throws KuraException;
}
