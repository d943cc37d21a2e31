package org.wardgate.platform.kura.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.configuration.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Kura make a key store of our own, once: as long as its file is there nothing is made again,
 * because a second one would have another password. Not thread-safe.
 */
final class KeystoreMaker {
  /** Kura's factory of key stores in files. */
  static final String FACTORY = "org.eclipse.kura.core.keystore.FilesystemKeystoreServiceImpl";

  /** What the key store is called. */
  static final String NAME = "WardgateKeystore";

  private static final Logger LOG = LoggerFactory.getLogger(KeystoreMaker.class);
  private static final int PASSWORD_BYTES = 24;

  private final Path file;

  KeystoreMaker(Path file) {
    this.file = file;
  }

  /**
   * Tries.
   *
   * @return whether nothing is left to do
   */
  boolean attempt(ConfigurationService configurations) {
    if (Files.exists(file) || configurations.getConfigurableComponentPids().contains(NAME)) {
      return true;
    }
    if (!configurations.getFactoryComponentPids().contains(FACTORY)) {
      return false;
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    // Kura encrypts the password in the map that it is given
    Map<String, Object> properties = new HashMap<>();
    properties.put("keystore.path", file.toString());
    properties.put("keystore.password", new Password(HexFormat.of().formatHex(random)));
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
