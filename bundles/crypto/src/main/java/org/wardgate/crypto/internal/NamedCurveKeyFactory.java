package org.wardgate.crypto.internal;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyFactorySpi;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECNamedCurveSpec;

/**
 * Bouncy Castle's key factory, but told the curve's name when only its parameters are given: else
 * the keys would be encoded with all their parameters, which nobody else accepts.
 */
// the library declares engineGetKeySpec with a raw type
@SuppressWarnings("unchecked")
final class NamedCurveKeyFactory extends KeyFactorySpi.EC {
  @Override
  protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
    return super.engineGeneratePublic(
        spec instanceof ECPublicKeySpec ec
            ? new ECPublicKeySpec(ec.getW(), named(ec.getParams()))
            : spec);
  }

  @Override
  protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
    return super.engineGeneratePrivate(
        spec instanceof ECPrivateKeySpec ec
            ? new ECPrivateKeySpec(ec.getS(), named(ec.getParams()))
            : spec);
  }

  @Override
  protected Key engineTranslateKey(Key key) throws InvalidKeyException {
    try {
      if (key instanceof ECPublicKey ec) {
        return engineGeneratePublic(new ECPublicKeySpec(ec.getW(), ec.getParams()));
      }
      if (key instanceof ECPrivateKey ec) {
        return engineGeneratePrivate(new ECPrivateKeySpec(ec.getS(), ec.getParams()));
      }
    } catch (InvalidKeySpecException e) {
      throw new InvalidKeyException("not a valid elliptic-curve key", e);
    }
    throw new InvalidKeyException("not an elliptic-curve key");
  }

  private static ECParameterSpec named(ECParameterSpec parameters) {
    return NamedCurve.matching(parameters)
        .map(NamedCurveKeyFactory::librarySpec)
        .orElse(parameters);
  }

  private static ECParameterSpec librarySpec(NamedCurve curve) {
    ECNamedCurveParameterSpec table = ECNamedCurveTable.getParameterSpec(curve.standardName());
    return new ECNamedCurveSpec(
        table.getName(), table.getCurve(), table.getG(), table.getN(), table.getH());
  }
}
