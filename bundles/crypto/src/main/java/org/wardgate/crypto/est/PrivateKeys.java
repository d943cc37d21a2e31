package org.wardgate.crypto.est;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.NoSuchElementException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.internal.WardgateEc;

/** Reads elliptic-curve private keys in PKCS #8 (RFC 5958), as a device would. Stateless. */
public final class PrivateKeys {
  /** Largest encoding, in bytes. */
  public static final int SIZE_MAX_BYTES = 512;

  private static final String WHAT = "a private key";

  private PrivateKeys() {}

  /**
   * Reads a key on P-256 or P-384.
   *
   * @throws CryptoException TOO_LARGE, TRAILING_DATA, MALFORMED or WEAK_KEY
   */
  public static PrivateKey ofPkcs8(Bytes der) throws CryptoException {
    ASN1Primitive value = Der.read(der, SIZE_MAX_BYTES, WHAT);
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(value);
      if (!info.getPrivateKeyAlgorithm().getAlgorithm().getId().equals(CsrAttributes.EC_PUBLIC_KEY)
          || !knownCurve(String.valueOf(info.getPrivateKeyAlgorithm().getParameters()))) {
        throw new CryptoException(Reason.WEAK_KEY, WHAT + " on neither P-256 nor P-384");
      }
      return KeyFactory.getInstance("EC", WardgateEc.INSTANCE)
          .generatePrivate(new PKCS8EncodedKeySpec(der.toArray()));
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | IllegalStateException
        | NoSuchElementException
        | NullPointerException
        | ClassCastException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " does not follow PKCS #8", e);
    }
  }

  private static boolean knownCurve(String oid) {
    for (NamedCurve curve : NamedCurve.values()) {
      if (curve.oid().equals(oid)) {
        return true;
      }
    }
    return false;
  }
}
