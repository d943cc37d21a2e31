package org.wardgate.api.platform;

import org.wardgate.api.error.RefusedException;

/** How the platform keeps passwords in its configurations. Thread-safe. */
public interface Secrets {
  /**
   * The secret that a configured value of type Password stands for. Platforms that encrypt
   * configured passwords decrypt it here; others give it back as it is.
   *
   * @param configured as it stands in the configuration
   * @return the caller overwrites it after use
   * @throws RefusedException if it cannot be decrypted, now or ever
   */
  char[] reveal(String configured) throws RefusedException;
}
