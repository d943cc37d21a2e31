package org.wardgate.crypto.internal;

import java.security.InvalidAlgorithmParameterException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Optional;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyPairGeneratorSpi;

/**
 * Bouncy Castle's generator, but told the curve's name when only its parameters are given: else the
 * keys would be encoded with all their parameters, which nobody else accepts.
 */
final class NamedCurveKeyPairGenerator extends KeyPairGeneratorSpi.EC {
  @Override
  public void initialize(AlgorithmParameterSpec spec, SecureRandom random)
      throws InvalidAlgorithmParameterException {
    Optional<NamedCurve> curve =
        spec instanceof ECParameterSpec parameters
            ? NamedCurve.matching(parameters)
            : Optional.empty();
    super.initialize(
        curve.isPresent() ? new ECGenParameterSpec(curve.get().standardName()) : spec, random);
  }
}
