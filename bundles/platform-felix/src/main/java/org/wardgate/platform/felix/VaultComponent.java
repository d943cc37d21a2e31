package org.wardgate.platform.felix;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.crypto.SecretKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;

/**
 * The key vault an operator chose. If it is a token that cannot be opened there is no vault at all,
 * rather than another one with other keys. Thread-safe.
 */
@Component(
    name = VaultComponent.PID,
    configurationPid = VaultComponent.PID,
    service = KeyVault.class)
@Designate(ocd = VaultConfiguration.class)
public final class VaultComponent implements KeyVault {
  static final String PID = "org.wardgate.platform.felix.vault";

  private static final String TOKEN_DIRECTORY = "token";
  private static final Logger LOG = LoggerFactory.getLogger(VaultComponent.class);

  private final KeyVault vault;

  /**
   * Opens the vault.
   *
   * @throws RefusedException WG-PLAT-0001, WG-PLAT-0004
   */
  @Activate
  public VaultComponent(@Reference DataDirectory data, VaultConfiguration configuration)
      throws RefusedException {
    if (configuration.pkcs11Library().isBlank()) {
      vault = new FileKeyVault(data);
      return;
    }
    Token token = Token.open(TokenSettings.of(configuration));
    vault = new TokenKeyVault(token, data.directory(TOKEN_DIRECTORY));
    LOG.info("keys are in a token of {}", configuration.pkcs11Library());
  }

  @Deactivate
  void stop() {
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
