package org.wardgate.integration.kura.services;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.crypto.CryptoService;
import org.jspecify.annotations.Nullable;

/** AES/GCM under one key; what was encrypted is text. */
final class AesGcmCrypto implements CryptoService {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, char[]> keystorePasswords = new ConcurrentHashMap<>();
  private final SecretKeySpec key;

  AesGcmCrypto(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES");
  }

  @Override
  public char[] encryptAes(char[] value) throws KuraException {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      byte[] plain = new String(value).getBytes(StandardCharsets.UTF_8);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(plain);
      Base64.Encoder base64 = Base64.getEncoder();
      return (base64.encodeToString(iv) + '-' + base64.encodeToString(sealed)).toCharArray();
    } catch (GeneralSecurityException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public char[] decryptAes(char[] encryptedValue) throws KuraException {
    String[] parts = new String(encryptedValue).split("-", -1);
    if (parts.length != 2) {
      throw KuraException.internalError("not encrypted by this service");
    }
    try {
      byte[] iv = Base64.getDecoder().decode(parts[0]);
      byte[] plain = cipher(Cipher.DECRYPT_MODE, iv).doFinal(Base64.getDecoder().decode(parts[1]));
      return new String(plain, StandardCharsets.UTF_8).toCharArray();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw KuraException.internalError(e);
    }
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    return cipher;
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
    return keystorePasswords.get(keyStorePath);
  }

  @Override
  public void setKeyStorePassword(String keyStorePath, char[] password) {
    keystorePasswords.put(keyStorePath, password.clone());
  }

  @Override
  public boolean isFrameworkSecure() {
    return false;
  }
}
