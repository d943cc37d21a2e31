package org.wardgate.transport.coap;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;

/** Secret keys in memory, and one folder. */
final class TestVault implements KeyVault, DataDirectory {
  private final Map<String, SecretKey> secrets = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Path folder;

  TestVault(Path folder) {
    this.folder = folder;
  }

  @Override
  public StoredKey key(String alias) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SecretKey secret(String alias) {
    return secrets.computeIfAbsent(
        alias,
        a -> {
          byte[] key = new byte[32];
          random.nextBytes(key);
          return new SecretKeySpec(key, "AES");
        });
  }

  @Override
  public void remove(String alias) {
    secrets.remove(alias);
  }

  @Override
  public void storeChain(String alias, List<X509Certificate> chain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path directory(String name) {
    return folder;
  }
}
