package org.wardgate.crypto.ec;

import java.security.Security;
import org.wardgate.crypto.internal.WardgateEc;

/**
 * Puts the fast elliptic-curve provider in front of the platform's, for everything in this JVM that
 * asks for EC algorithms without naming a provider, and takes it out again. Thread-safe.
 */
public final class EcProvider {
  /** The provider's JCA name. */
  public static final String NAME = WardgateEc.NAME;

  private static final int FIRST = 1;

  private EcProvider() {}

  /** Installs the provider at position 1; does nothing if it is installed. */
  public static synchronized void install() {
    if (Security.getProvider(NAME) == null) {
      Security.insertProviderAt(WardgateEc.INSTANCE, FIRST);
    }
  }

  /** Removes the provider, but not one of the same name that somebody else installed. */
  public static synchronized void remove() {
    if (Security.getProvider(NAME) instanceof WardgateEc) {
      Security.removeProvider(NAME);
    }
  }
}
