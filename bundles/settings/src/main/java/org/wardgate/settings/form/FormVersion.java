package org.wardgate.settings.form;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What tells whether stored values changed. With a key of this process, so that nobody finds a
 * password by trying which gives the same. Thread-safe.
 */
final class FormVersion {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int SHOWN_CHARS = 32;

  private final SecretKeySpec key;

  FormVersion(SecureRandom random) {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Of values that are stored. */
  String of(Map<String, Object> values) {
    StringBuilder canonical = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              part(canonical, name);
              part(canonical, value.getClass().getName());
              StoredValue.texts(value).forEach(text -> part(canonical, text));
            });
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] whole = mac.doFinal(canonical.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole).substring(0, SHOWN_CHARS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static void part(StringBuilder canonical, String text) {
    canonical.append(text.length()).append(':').append(text).append(';');
  }
}
