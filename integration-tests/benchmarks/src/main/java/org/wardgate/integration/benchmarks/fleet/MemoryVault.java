package org.wardgate.integration.benchmarks.fleet;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.crypto.ec.EcKeys;

/** The vault of one run. */
final class MemoryVault implements KeyVault {
  private static final int AES_BITS = 256;

  private final Map<String, StoredKey> keys = new ConcurrentHashMap<>();
  private final Map<String, SecretKey> secrets = new ConcurrentHashMap<>();

  @Override
  public StoredKey key(String alias) {
    return keys.computeIfAbsent(
        alias,
        name -> {
          KeyPair pair = EcKeys.generateP256();
          return new StoredKey(pair.getPrivate(), pair.getPublic(), List.of());
        });
  }

  @Override
  public void storeChain(String alias, List<X509Certificate> chain) {
    keys.computeIfPresent(
        alias, (name, key) -> new StoredKey(key.privateKey(), key.publicKey(), chain));
  }

  @Override
  public SecretKey secret(String alias) {
    return secrets.computeIfAbsent(
        alias,
        name -> {
          try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(AES_BITS);
            return generator.generateKey();
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
          }
        });
  }

  @Override
  public void remove(String alias) {
    keys.remove(alias);
    secrets.remove(alias);
  }
}
