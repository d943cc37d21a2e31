package org.wardgate.crypto.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Reads SubjectPublicKeyInfo strictly and checks the key. Stateless. */
public final class SpkiReader {
  /** Longest SubjectPublicKeyInfo, in bytes; an RSA key of 8192 bits needs 1,062. */
  public static final int SIZE_MAX_BYTES = 2048;

  private static final String WHAT = "a public key";
  private static final String OID_EC = "1.2.840.10045.2.1";
  private static final String OID_ED25519 = "1.3.101.112";
  private static final String OID_RSA = "1.2.840.113549.1.1.1";
  private static final int UNCOMPRESSED = 4;

  private SpkiReader() {}

  /**
   * Reads a key.
   *
   * @throws CryptoException MALFORMED, TOO_LARGE, TRAILING_DATA, or WEAK_KEY
   */
  public static PublicKey read(Bytes spki) throws CryptoException {
    SubjectPublicKeyInfo info = parse(spki);
    String oid = info.getAlgorithm().getAlgorithm().getId();
    PublicKey key =
        switch (oid) {
          case OID_EC -> ec(info, spki);
          case OID_ED25519 -> make("Ed25519", spki);
          case OID_RSA -> make("RSA", spki);
          default -> throw new CryptoException(Reason.WEAK_KEY, "a public key of kind " + oid);
        };
    KeyPolicy.check(key);
    return key;
  }

  private static SubjectPublicKeyInfo parse(Bytes spki) throws CryptoException {
    try {
      return SubjectPublicKeyInfo.getInstance(Der.read(spki, SIZE_MAX_BYTES, WHAT));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is not a SubjectPublicKeyInfo", e);
    }
  }

  private static PublicKey ec(SubjectPublicKeyInfo info, Bytes spki) throws CryptoException {
    NamedCurve curve = curve(info.getAlgorithm().getParameters());
    byte[] point = info.getPublicKeyData().getBytes();
    // RFC 5480 §2.2: one encoding for one key, so that a thumbprint means one key
    if (point.length != 1 + 2 * curve.coordinateBytes() || point[0] != UNCOMPRESSED) {
      throw new CryptoException(
          Reason.MALFORMED, "an elliptic-curve point that is not uncompressed");
    }
    return make("EC", spki);
  }

  // RFC 5480 §2.1.1: named curves only, no explicit parameters
  private static NamedCurve curve(@Nullable ASN1Encodable parameters) throws CryptoException {
    if (parameters instanceof ASN1ObjectIdentifier oid) {
      for (NamedCurve curve : NamedCurve.values()) {
        if (curve.oid().equals(oid.getId())) {
          return curve;
        }
      }
    }
    throw new CryptoException(Reason.WEAK_KEY, "an elliptic-curve key on neither P-256 nor P-384");
  }

  private static PublicKey make(String kind, Bytes spki) throws CryptoException {
    try {
      KeyFactory factory =
          "EC".equals(kind)
              ? KeyFactory.getInstance(kind, WardgateEc.INSTANCE)
              : KeyFactory.getInstance(kind);
      return factory.generatePublic(new X509EncodedKeySpec(spki.toArray()));
    } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.WEAK_KEY, "not a valid key of kind " + kind, e);
    }
  }
}
