package org.wardgate.console.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.wardgate.api.Bytes;

/**
 * A salted slow hash (PBKDF2, RFC 8018 §5.2), and the first bits of a fast one. Who guesses is told
 * apart from who mistypes little by the fast one, without the cost of the slow one: of 4,096
 * guesses one gets past it. That leaves 48 of a code's 60 bits to the slow one. Immutable.
 *
 * @param iterations of PBKDF2 with HMAC-SHA-256
 * @param salt 16 bytes
 * @param hint the first 12 bits of SHA-256 over salt and secret
 * @param hash 32 bytes
 */
record SlowHash(int iterations, Bytes salt, int hint, Bytes hash) {
  /** About 0.1 s of a gateway's processor. */
  static final int ITERATIONS = 120_000;

  private static final int ITERATIONS_MAX = 1_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final int HINT_DIGITS = 3;
  private static final int HEXADECIMAL = 16;
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final Pattern FORM =
      Pattern.compile(
          "pbkdf2-sha256:([1-9][0-9]{3,6}):([0-9a-f]{32}):([0-9a-f]{3}):([0-9a-f]{64})");

  static SlowHash make(String secret, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Bytes kept = Bytes.of(salt);
    return new SlowHash(ITERATIONS, kept, hint(secret, kept), derive(secret, kept, ITERATIONS));
  }

  /** The hash that is written so; empty if the text is damaged. */
  static Optional<SlowHash> of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) > ITERATIONS_MAX) {
      return Optional.empty();
    }
    return Optional.of(
        new SlowHash(
            Integer.parseInt(parts.group(1)),
            Bytes.ofHex(parts.group(2)),
            Integer.parseInt(parts.group(3), HEXADECIMAL),
            Bytes.ofHex(parts.group(4))));
  }

  String text() {
    return "pbkdf2-sha256:%d:%s:%03x:%s".formatted(iterations, salt.hex(), hint, hash.hex());
  }

  /** Whether the secret may be the right one; cheap. */
  boolean plausible(String secret) {
    return hint(secret, salt) == hint;
  }

  /** Whether the secret is the right one; slow, and compared in constant time. */
  boolean matches(String secret) {
    return derive(secret, salt, iterations).equals(hash);
  }

  private static int hint(String secret, Bytes salt) {
    byte[] input = (salt.hex() + secret).getBytes(StandardCharsets.US_ASCII);
    return Integer.parseInt(Bytes.of(input).sha256().hex().substring(0, HINT_DIGITS), HEXADECIMAL);
  }

  private static Bytes derive(String secret, Bytes salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt.toArray(), iterations, HASH_BITS);
    try {
      return Bytes.of(SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    } finally {
      spec.clearPassword();
    }
  }
}
