package org.wardgate.crypto.est;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.x509.CertificationRequest;

/**
 * A key that a server makes for a device (RFC 9148 §4.8). The private half is kept as one array,
 * which {@link #destroy} overwrites. Nothing here prints it. Thread-safe.
 */
public final class ServerKey {
  private final Bytes spki;
  private byte @Nullable [] pkcs8;

  private ServerKey(KeyPair keys) {
    this.spki = Bytes.of(keys.getPublic().getEncoded());
    this.pkcs8 = keys.getPrivate().getEncoded();
  }

  /** A new key of the kind the request's own key has, if that is P-384; else P-256. */
  public static ServerKey like(CertificationRequest request) {
    return new ServerKey(
        KeyPolicy.isOn(NamedCurve.P384, request.publicKey())
            ? EcKeys.generateP384()
            : EcKeys.generateP256());
  }

  /** Its SubjectPublicKeyInfo, DER. */
  public Bytes spki() {
    return spki;
  }

  /** The private key as PKCS #8 (RFC 5958), DER, not encrypted; empty once destroyed. */
  public synchronized Optional<Bytes> pkcs8() {
    return pkcs8 == null ? Optional.empty() : Optional.of(Bytes.of(pkcs8));
  }

  /** Overwrites the private key. Idempotent. */
  public synchronized void destroy() {
    if (pkcs8 != null) {
      Arrays.fill(pkcs8, (byte) 0);
      pkcs8 = null;
    }
  }

  /** The public key's digest alone. */
  @Override
  public String toString() {
    return "ServerKey[" + spki.sha256().hex() + "]";
  }
}
