package org.wardgate.attestation.offline;

import java.security.PublicKey;
import org.wardgate.api.Bytes;

/** What evidence is verified with: never both for one kind of token. */
sealed interface VerificationKey {
  /**
   * For signed tokens.
   *
   * @param key a public key
   */
  record Public(PublicKey key) implements VerificationKey {}

  /**
   * For authenticated tokens.
   *
   * @param key the shared secret
   */
  record Secret(Bytes key) implements VerificationKey {}
}
