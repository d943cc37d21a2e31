package org.wardgate.platform.felix;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** AES-256 keys. Stateless. */
final class SecretKeys {
  static final int LENGTH_BYTES = 32;
  private static final String ALGORITHM = "AES";

  private SecretKeys() {}

  static SecretKey random() {
    byte[] bytes = new byte[LENGTH_BYTES];
    new SecureRandom().nextBytes(bytes);
    return of(bytes);
  }

  static SecretKey of(byte[] bytes) {
    return new SecretKeySpec(bytes, ALGORITHM);
  }
}
