package org.wardgate.platform.kura.fake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.crypto.CryptoService;
import org.jspecify.annotations.Nullable;

/** Encrypts so that it can be told apart from plain text; the key is a number. */
public final class FakeCrypto implements CryptoService {
  private static final String MARK = "AES";

  private final int key;
  public volatile boolean broken;

  public FakeCrypto() {
    this(1);
  }

  public FakeCrypto(int key) {
    this.key = key;
  }

  @Override
  public char[] encryptAes(char[] value) throws KuraException {
    check();
    byte[] plain = new String(value).getBytes(StandardCharsets.UTF_8);
    return (MARK + key + "-" + Base64.getEncoder().encodeToString(plain)).toCharArray();
  }

  @Override
  public char[] decryptAes(char[] encryptedValue) throws KuraException {
    check();
    String text = new String(encryptedValue);
    if (!text.startsWith(MARK)) {
      // Kura's decoder, given what never was encrypted
      throw new IllegalArgumentException("Illegal base64 character in " + text);
    }
    String prefix = MARK + key + "-";
    if (!text.startsWith(prefix)) {
      throw KuraException.internalError("wrong key for " + text);
    }
    byte[] plain = Base64.getDecoder().decode(text.substring(prefix.length()));
    return new String(plain, StandardCharsets.UTF_8).toCharArray();
  }

  private void check() throws KuraException {
    if (broken) {
      throw KuraException.internalError("broken");
    }
  }

  @Override
  public String sha256Hash(String value) throws NoSuchAlgorithmException {
    return hash(value, "SHA-256");
  }

  @Override
  public String hash(String value, String algorithm) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance(algorithm).digest(value.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  @Override
  public char @Nullable [] getKeyStorePassword(String keyStorePath) {
    return null;
  }

  @Override
  public void setKeyStorePassword(String keyStorePath, char[] password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isFrameworkSecure() {
    return false;
  }
}
