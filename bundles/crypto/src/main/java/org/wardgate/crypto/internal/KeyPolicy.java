package org.wardgate.crypto.internal;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Which public keys are good enough: P-256, P-384, Ed25519, RSA from 2048 to 8192 bits. */
public final class KeyPolicy {
  private static final int RSA_MIN_BITS = 2048;
  private static final int RSA_MAX_BITS = 8192;
  private static final int RSA_EXPONENT_MAX_BITS = 64;

  private KeyPolicy() {}

  /**
   * Checks a key.
   *
   * @throws CryptoException WEAK_KEY
   */
  public static void check(PublicKey key) throws CryptoException {
    if (key instanceof ECPublicKey ec) {
      checkEc(ec);
    } else if (key instanceof RSAPublicKey rsa) {
      checkRsa(rsa);
    } else if (!isEd25519(key)) {
      throw weak("a key of kind " + key.getAlgorithm());
    }
  }

  /** Whether it is a key on exactly this curve. */
  public static boolean isOn(NamedCurve curve, PublicKey key) {
    return key instanceof ECPublicKey ec && curve.matches(ec.getParams());
  }

  /** Whether it is an Ed25519 key. */
  public static boolean isEd25519(PublicKey key) {
    return key instanceof EdECPublicKey ed
        && NamedParameterSpec.ED25519.getName().equals(ed.getParams().getName());
  }

  private static void checkEc(ECPublicKey key) throws CryptoException {
    ECParameterSpec params = key.getParams();
    if (!NamedCurve.P256.matches(params) && !NamedCurve.P384.matches(params)) {
      throw weak("an elliptic-curve key on neither P-256 nor P-384");
    }
    if (!isOnCurve(key.getW(), params.getCurve())) {
      throw weak("a point that is not on its curve");
    }
  }

  // y² = x³ + ax + b; both curves have cofactor 1, so a point on the curve has the full order
  private static boolean isOnCurve(ECPoint point, EllipticCurve curve) {
    if (point.equals(ECPoint.POINT_INFINITY) || !(curve.getField() instanceof ECFieldFp field)) {
      return false;
    }
    BigInteger p = field.getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
    return y.multiply(y).mod(p).equals(right);
  }

  private static void checkRsa(RSAPublicKey key) throws CryptoException {
    int bits = key.getModulus().bitLength();
    if (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) {
      throw weak("an RSA key of " + bits + " bits");
    }
    BigInteger exponent = key.getPublicExponent();
    if (!exponent.testBit(0)
        || exponent.compareTo(BigInteger.ONE) <= 0
        || exponent.bitLength() > RSA_EXPONENT_MAX_BITS
        || !key.getModulus().testBit(0)) {
      throw weak("an RSA key with impossible numbers");
    }
  }

  private static CryptoException weak(String what) {
    return new CryptoException(Reason.WEAK_KEY, what);
  }
}
