package org.wardgate.platform.felix;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * A PKCS#11 token through the platform's provider, which stays installed while the token is open:
 * so whoever signs with one of its keys finds it. Keys are made inside and never leave. Not
 * thread-safe, but its keys are.
 */
final class Token implements AutoCloseable {
  private static final String BASE = "SunPKCS11";
  private static final String NAME = "wardgate";
  private static final int AES_BITS = 256;

  // What the token makes stays there.
  private static final String ATTRIBUTES =
      """
      attributes(*,CKO_PRIVATE_KEY,*) = {
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_SIGN = true
      }
      attributes(generate,CKO_SECRET_KEY,CKK_AES) = {
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_ENCRYPT = true
        CKA_DECRYPT = true
      }
      """;

  private final Provider provider;
  private final KeyStore store;

  private Token(Provider provider, KeyStore store) {
    this.provider = provider;
    this.store = store;
  }

  /**
   * Opens the token with the user's PIN.
   *
   * @throws RefusedException WG-PLAT-0001, WG-PLAT-0004
   */
  static Token open(TokenSettings settings) throws RefusedException {
    if (!Files.isRegularFile(settings.library())) {
      throw new RefusedException(
          PlatformErrors.VAULT_FAILED, "there is no library " + settings.library());
    }
    char[] pin = settings.pin();
    try {
      Provider provider =
          Security.getProvider(BASE)
              .configure(
                  "--name=%s\nlibrary=%s\n%s\n%s"
                      .formatted(NAME, settings.library(), settings.slot(), ATTRIBUTES));
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      Security.removeProvider(provider.getName());
      Security.addProvider(provider);
      return new Token(provider, store);
    } catch (GeneralSecurityException
        | IOException
        | ProviderException
        | InvalidParameterException
        | UnsupportedOperationException e) {
      throw failed("the token cannot be opened", e);
    }
  }

  /** The provider that the keys sign with. */
  Provider provider() {
    return provider;
  }

  Optional<PrivateKey> privateKey(String alias) throws RefusedException {
    try {
      return store.getKey(alias, null) instanceof PrivateKey key
          ? Optional.of(key)
          : Optional.empty();
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("reading " + alias, e);
    }
  }

  Optional<SecretKey> secretKey(String alias) throws RefusedException {
    try {
      return store.getKey(alias, null) instanceof SecretKey key
          ? Optional.of(key)
          : Optional.empty();
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("reading " + alias, e);
    }
  }

  /** The certificate that a private key was stored with. */
  X509Certificate certificate(String alias) throws RefusedException {
    try {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        return certificate;
      }
      throw new RefusedException(PlatformErrors.VAULT_FAILED, "the token has lost " + alias);
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("reading " + alias, e);
    }
  }

  /** Makes a P-256 key inside the token. */
  void makePrivateKey(String alias) throws RefusedException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      // the platform finds a key by the certificate beside it
      Certificate[] chain = {Placeholder.certificate(pair)};
      store.setKeyEntry(alias, pair.getPrivate(), null, chain);
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("making " + alias, e);
    }
  }

  /** Makes an AES-256 key inside the token. */
  void makeSecretKey(String alias) throws RefusedException {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
      generator.init(AES_BITS);
      store.setKeyEntry(alias, generator.generateKey(), null, null);
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("making " + alias, e);
    }
  }

  void remove(String alias) throws RefusedException {
    try {
      if (store.containsAlias(alias)) {
        store.deleteEntry(alias);
      }
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("removing " + alias, e);
    }
  }

  static RefusedException failed(String what, Exception cause) {
    return new RefusedException(
        PlatformErrors.VAULT_FAILED, what + ": " + cause.getMessage(), cause);
  }

  /** Nobody finds the keys from now on. */
  @Override
  public void close() {
    Security.removeProvider(provider.getName());
  }
}
