package org.wardgate.integration.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.wardgate.api.platform.KeyVault;

/** A fresh key for each name, for one run. */
public final class MemoryKeyVault implements KeyVault {
  @Override
  public StoredKey key(String alias) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new StoredKey(pair.getPrivate(), pair.getPublic(), List.of());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  @Override
  public void storeChain(String alias, List<X509Certificate> chain) {
    throw new UnsupportedOperationException("no chain is needed here");
  }
}
