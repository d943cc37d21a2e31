package org.wardgate.crypto.x509;

import java.security.PublicKey;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.NamedCurve;

/** What kind of key a certificate is for. */
public enum KeyKind {
  /** Elliptic curve, NIST P-256. */
  P256,
  /** Elliptic curve, NIST P-384. */
  P384,
  /** EdDSA on Curve25519. */
  ED25519,
  /** Anything else, good or bad. */
  OTHER;

  /** The kind of a key. */
  public static KeyKind of(PublicKey key) {
    if (KeyPolicy.isOn(NamedCurve.P256, key)) {
      return P256;
    }
    if (KeyPolicy.isOn(NamedCurve.P384, key)) {
      return P384;
    }
    return KeyPolicy.isEd25519(key) ? ED25519 : OTHER;
  }
}
