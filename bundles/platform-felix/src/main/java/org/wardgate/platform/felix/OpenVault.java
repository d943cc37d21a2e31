package org.wardgate.platform.felix;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;

/** The key vault an operator chose. Thread-safe. */
final class OpenVault implements KeyVault, AutoCloseable {
  private static final String TOKEN_DIRECTORY = "token";
  private static final Logger LOG = LoggerFactory.getLogger(OpenVault.class);

  private final KeyVault vault;

  /**
   * Opens the vault.
   *
   * @param token empty: keys are in a file
   * @throws RefusedException WG-PLAT-0001, WG-PLAT-0004
   */
  OpenVault(DataDirectory data, Optional<TokenSettings> token) throws RefusedException {
    if (token.isEmpty()) {
      vault = new FileKeyVault(data);
      return;
    }
    vault = new TokenKeyVault(Token.open(token.get()), data.directory(TOKEN_DIRECTORY));
    LOG.info("keys are in a token of {}", token.get().library());
  }

  @Override
  public void close() {
    if (vault instanceof TokenKeyVault token) {
      token.close();
    }
  }

  @Override
  public StoredKey key(String alias) throws RefusedException {
    return vault.key(alias);
  }

  @Override
  public SecretKey secret(String alias) throws RefusedException {
    return vault.secret(alias);
  }

  @Override
  public void remove(String alias) throws RefusedException {
    vault.remove(alias);
  }

  @Override
  public void storeChain(String alias, List<X509Certificate> chain) throws RefusedException {
    vault.storeChain(alias, chain);
  }
}
