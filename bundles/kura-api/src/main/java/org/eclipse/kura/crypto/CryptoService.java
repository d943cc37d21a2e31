package org.eclipse.kura.crypto;

import java.io.UnsupportedEncodingException;
import java.security.NoSuchAlgorithmException;
import org.eclipse.kura.KuraException;
import org.jspecify.annotations.Nullable;

/** Encrypts with the key of this installation. */
public interface CryptoService {
  /** Encrypts text. */
  char[] encryptAes(char[] value) throws KuraException;

  /** Decrypts what {@link #encryptAes} made. */
  char[] decryptAes(char[] encryptedValue) throws KuraException;

  /** The SHA-256 hash of text, encoded as text. */
  String sha256Hash(String value) throws NoSuchAlgorithmException, UnsupportedEncodingException;

  /** The hash of text, encoded as text. */
  String hash(String value, String algorithm)
      throws NoSuchAlgorithmException, UnsupportedEncodingException;

  /** The password of a key store, if it is known. */
  char @Nullable [] getKeyStorePassword(String keyStorePath);

  /** Remembers the password of a key store. */
  void setKeyStorePassword(String keyStorePath, char[] password) throws KuraException;

  /** Whether this installation is a secured one. */
  boolean isFrameworkSecure();
}
