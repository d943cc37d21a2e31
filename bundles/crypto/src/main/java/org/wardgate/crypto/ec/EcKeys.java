package org.wardgate.crypto.ec;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.internal.WardgateEc;

/** Makes keys, whether or not the provider is installed. Thread-safe. */
public final class EcKeys {
  private EcKeys() {}

  /** A new P-256 key pair. */
  public static KeyPair generateP256() {
    return generate(NamedCurve.P256);
  }

  /** A new P-384 key pair. */
  public static KeyPair generateP384() {
    return generate(NamedCurve.P384);
  }

  private static KeyPair generate(NamedCurve curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", WardgateEc.INSTANCE);
      generator.initialize(new ECGenParameterSpec(curve.standardName()));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider lacks " + curve, e);
    }
  }
}
