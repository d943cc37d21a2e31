package org.wardgate.platform.felix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/**
 * Private keys inside a PKCS#11 token. Their certificates, which are no secret, are files beside:
 * replacing them there is atomic. Secret keys are files too, encrypted with a key inside the token.
 * A key that files speak of but the token does not have is never made anew. Thread-safe.
 */
final class TokenKeyVault implements KeyVault, AutoCloseable {
  private static final String CHAIN = ".chain.pem";

  private final Token token;
  private final Path directory;
  private final WrappedSecrets secrets;
  private final Map<String, StoredKey> known = new HashMap<>();

  TokenKeyVault(Token token, Path directory) {
    this.token = token;
    this.directory = directory;
    this.secrets = new WrappedSecrets(token, directory);
  }

  @Override
  public synchronized StoredKey key(String alias) throws RefusedException {
    requireFree(alias);
    StoredKey cached = known.get(alias);
    if (cached != null) {
      return cached;
    }
    StoredKey key = read(alias);
    known.put(alias, key);
    return key;
  }

  private StoredKey read(String alias) throws RefusedException {
    List<X509Certificate> chain = chain(alias);
    Optional<PrivateKey> stored = token.privateKey(alias);
    if (stored.isEmpty()) {
      if (!chain.isEmpty()) {
        throw refused("the token has lost the key " + alias);
      }
      token.makePrivateKey(alias);
      stored = token.privateKey(alias);
    }
    PublicKey publicKey = token.certificate(alias).getPublicKey();
    if (!chain.isEmpty() && !chain.get(0).getPublicKey().equals(publicKey)) {
      throw refused(alias + CHAIN + " is for another key than the token's");
    }
    return new StoredKey(
        stored.orElseThrow(() -> refused("the token does not keep " + alias)), publicKey, chain);
  }

  @Override
  public synchronized void storeChain(String alias, List<X509Certificate> chain)
      throws RefusedException {
    requireFree(alias);
    if (token.privateKey(alias).isEmpty()) {
      throw refused("there is no key " + alias);
    }
    StoredKey stored = key(alias);
    if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(stored.publicKey())) {
      throw refused("the chain's first certificate is not for key " + alias);
    }
    try {
      OwnerOnly.replace(
          directory, alias + CHAIN, Certificates.toPem(chain).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw Token.failed("storing the chain of " + alias, e);
    }
    known.put(alias, new StoredKey(stored.privateKey(), stored.publicKey(), chain));
  }

  @Override
  public synchronized SecretKey secret(String alias) throws RefusedException {
    requireFree(alias);
    return secrets.get(alias);
  }

  @Override
  public synchronized void remove(String alias) throws RefusedException {
    requireFree(alias);
    try {
      // first what says that there is a key, so that a power cut leaves nothing that misses it
      OwnerOnly.delete(directory, alias + CHAIN);
    } catch (IOException e) {
      throw Token.failed("removing " + alias, e);
    }
    token.remove(alias);
    secrets.remove(alias);
    known.remove(alias);
  }

  private List<X509Certificate> chain(String alias) throws RefusedException {
    Path file = directory.resolve(alias + CHAIN);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      Bytes pem = DurableFile.readAtMost(file, Certificates.PEM_MAX_CHARS);
      List<X509Certificate> chain =
          Certificates.ofPem(new String(pem.toArray(), StandardCharsets.US_ASCII));
      if (chain.isEmpty()) {
        throw refused(alias + CHAIN + " holds no certificate");
      }
      return chain;
    } catch (IOException | CryptoException e) {
      throw Token.failed(alias + CHAIN, e);
    }
  }

  private static void requireFree(String alias) throws RefusedException {
    Aliases.requireForm(alias);
    if (alias.equals(WrappedSecrets.WRAPPING_KEY)) {
      throw refused(alias + " is the vault's own");
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, detail);
  }

  @Override
  public void close() {
    token.close();
  }
}
