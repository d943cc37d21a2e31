package org.wardgate.crypto.x509;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.crypto.dice.DiceExtensions;

/**
 * Lets critical DICE extensions pass, since who validates for {@link Usage#ATTESTATION} reads them.
 * Stateless.
 */
final class DiceCriticalExtensions extends PKIXCertPathChecker {
  private static final Set<String> KNOWN =
      Set.of(DiceExtensions.TCB_INFO, DiceExtensions.MULTI_TCB_INFO);

  @Override
  public void init(boolean forward) {
    // it keeps nothing
  }

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public Set<String> getSupportedExtensions() {
    return KNOWN;
  }

  @Override
  public void check(Certificate certificate, @Nullable Collection<String> unresolved) {
    if (unresolved != null) {
      unresolved.removeAll(KNOWN);
    }
  }
}
