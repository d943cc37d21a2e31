package org.wardgate.platform.kura.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.configuration.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.platform.kura.secret.Sealing;

/**
 * Has Kura make a key store of our own, once: as long as its file is there no other is made. When
 * Kura has lost its configuration, as after going back to an older snapshot, it is created again
 * with the password that was kept. Not thread-safe.
 */
final class KeystoreMaker {
  /** Kura's factory of key stores in files. */
  static final String FACTORY = "org.eclipse.kura.core.keystore.FilesystemKeystoreServiceImpl";

  /** What the key store is called. */
  static final String NAME = "WardgateKeystore";

  private static final Logger LOG = LoggerFactory.getLogger(KeystoreMaker.class);

  /** How often Kura must not know a store whose file is there: while it starts it knows little. */
  static final int UNKNOWN_MIN_COUNT = 15;

  private final Path file;
  private final StorePassword password;
  private int unknownCount;

  KeystoreMaker(Path file, Sealing sealing) {
    this.file = file;
    this.password = new StorePassword(file, sealing);
  }

  /**
   * Tries.
   *
   * @return whether nothing is left to do
   */
  boolean attempt(ConfigurationService configurations) {
    if (configurations.getConfigurableComponentPids().contains(NAME)) {
      return true;
    }
    if (!configurations.getFactoryComponentPids().contains(FACTORY)) {
      return false;
    }
    if (Files.exists(file)) {
      unknownCount++;
      return unknownCount >= UNKNOWN_MIN_COUNT && again(configurations);
    }
    try {
      return create(configurations, password.fresh());
    } catch (RefusedException e) {
      LOG.warn("{}; no key store is made yet", e.problem().line(), e);
      return false;
    }
  }

  private boolean again(ConfigurationService configurations) {
    Optional<String> kept = password.kept();
    if (kept.isPresent()) {
      LOG.warn("Kura has lost the configuration of the key store {}: it is created again", NAME);
      return create(configurations, kept.get());
    }
    String detail =
        "Kura has no key store "
            + NAME
            + ", but its file "
            + file
            + " is there and its password is not known: known keys come from their copies, new"
            + " ones are refused; create the key store in Kura with its password, or choose"
            + " another one";
    LOG.warn("{}", Problem.of(PlatformErrors.VAULT_FAILED, detail).line());
    return true;
  }

  private boolean create(ConfigurationService configurations, String secret) {
    // Kura encrypts the password in the map that it is given
    Map<String, Object> properties = new HashMap<>();
    properties.put("keystore.path", file.toString());
    properties.put("keystore.password", new Password(secret));
    properties.put("randomize.password", false);
    try {
      configurations.createFactoryConfiguration(FACTORY, NAME, properties, true);
      LOG.info("Kura makes the key store {} in {}", NAME, file);
      return true;
    } catch (KuraException e) {
      LOG.warn("Kura does not make the key store {}; it is asked again", NAME, e);
      return false;
    }
  }
}
