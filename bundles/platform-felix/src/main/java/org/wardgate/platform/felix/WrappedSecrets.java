package org.wardgate.platform.felix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Secret keys as files, each encrypted (AES-256-GCM) with a key that never leaves the token and
 * bound to its name. Not thread-safe.
 */
final class WrappedSecrets {
  /** The token's key that encrypts the others. */
  static final String WRAPPING_KEY = "wardgate-wrapping";

  private static final String SUFFIX = ".secret";
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int FILE_BYTES = NONCE_BYTES + SecretKeys.LENGTH_BYTES + TAG_BITS / 8;

  private final Token token;
  private final Path directory;
  private final Map<String, SecretKey> known = new HashMap<>();

  WrappedSecrets(Token token, Path directory) {
    this.token = token;
    this.directory = directory;
  }

  SecretKey get(String alias) throws RefusedException {
    SecretKey cached = known.get(alias);
    if (cached != null) {
      return cached;
    }
    SecretKey wrapping = wrappingKey();
    Path file = file(alias);
    try {
      SecretKey secret = Files.exists(file) ? open(alias, wrapping) : make(alias, wrapping);
      known.put(alias, secret);
      return secret;
    } catch (IOException | GeneralSecurityException | ProviderException e) {
      throw Token.failed(alias + SUFFIX, e);
    }
  }

  void remove(String alias) throws RefusedException {
    try {
      OwnerOnly.delete(directory, alias + SUFFIX);
      known.remove(alias);
    } catch (IOException e) {
      throw Token.failed(alias + SUFFIX, e);
    }
  }

  private SecretKey make(String alias, SecretKey wrapping)
      throws IOException, GeneralSecurityException {
    SecretKey secret = SecretKeys.random();
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    byte[] sealed =
        cipher(Cipher.ENCRYPT_MODE, wrapping, nonce, alias).doFinal(secret.getEncoded());
    byte[] content = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, content, NONCE_BYTES, sealed.length);
    OwnerOnly.replace(directory, alias + SUFFIX, content);
    return secret;
  }

  private SecretKey open(String alias, SecretKey wrapping)
      throws IOException, GeneralSecurityException {
    byte[] content = DurableFile.readAtMost(file(alias), FILE_BYTES).toArray();
    if (content.length != FILE_BYTES) {
      throw new IOException("the file has another length than it was written with");
    }
    byte[] nonce = Arrays.copyOf(content, NONCE_BYTES);
    return SecretKeys.of(
        cipher(Cipher.DECRYPT_MODE, wrapping, nonce, alias)
            .doFinal(content, NONCE_BYTES, content.length - NONCE_BYTES));
  }

  private Cipher cipher(int mode, SecretKey wrapping, byte[] nonce, String alias)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION, token.provider());
    cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(alias.getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }

  private SecretKey wrappingKey() throws RefusedException {
    Optional<SecretKey> held = token.secretKey(WRAPPING_KEY);
    if (held.isPresent()) {
      return held.get();
    }
    if (anyFile()) {
      throw new RefusedException(
          PlatformErrors.VAULT_FAILED, "the token has lost the key " + WRAPPING_KEY);
    }
    token.makeSecretKey(WRAPPING_KEY);
    return token
        .secretKey(WRAPPING_KEY)
        .orElseThrow(
            () ->
                new RefusedException(
                    PlatformErrors.VAULT_FAILED, "the token does not keep " + WRAPPING_KEY));
  }

  private boolean anyFile() throws RefusedException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(SUFFIX));
    } catch (IOException e) {
      throw Token.failed("reading " + directory, e);
    }
  }

  private Path file(String alias) {
    return directory.resolve(alias + SUFFIX);
  }
}
