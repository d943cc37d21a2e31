package org.wardgate.integration.kura.services;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.KeyStore.Entry;
import java.security.KeyStore.PasswordProtection;
import java.security.SecureRandom;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.X509CRL;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.security.auth.x500.X500Principal;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.jspecify.annotations.Nullable;

/** A PKCS #12 file, written in place; what the gateway does not use is refused. */
final class FileKeystore implements KeystoreService {
  private final Path file;
  private final char[] password;
  private final PasswordProtection protection;
  private final KeyStore store;

  FileKeystore(Path file, char[] password) throws KuraException {
    this.file = file;
    this.password = password.clone();
    this.protection = new PasswordProtection(password);
    try {
      store = KeyStore.getInstance("PKCS12");
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, password);
        }
      } else {
        store.load(null, null);
        save();
      }
    } catch (GeneralSecurityException | IOException e) {
      throw KuraException.internalError(e);
    }
  }

  private void save() throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
  }

  @Override
  public KeyStore getKeyStore() {
    return store;
  }

  @Override
  public synchronized @Nullable Entry getEntry(String alias) throws KuraException {
    try {
      boolean trusted = store.isCertificateEntry(alias);
      return store.containsAlias(alias) ? store.getEntry(alias, trusted ? null : protection) : null;
    } catch (GeneralSecurityException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public synchronized void setEntry(String alias, Entry entry) throws KuraException {
    try {
      boolean trusted = entry instanceof KeyStore.TrustedCertificateEntry;
      store.setEntry(alias, entry, trusted ? null : protection);
      save();
    } catch (GeneralSecurityException | IOException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public synchronized Map<String, Entry> getEntries() throws KuraException {
    Map<String, Entry> entries = new HashMap<>();
    for (String alias : getAliases()) {
      Entry entry = getEntry(alias);
      if (entry != null) {
        entries.put(alias, entry);
      }
    }
    return entries;
  }

  @Override
  public synchronized void deleteEntry(String alias) throws KuraException {
    try {
      store.deleteEntry(alias);
      save();
    } catch (GeneralSecurityException | IOException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public synchronized List<String> getAliases() throws KuraException {
    try {
      return Collections.list(store.aliases());
    } catch (GeneralSecurityException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public List<KeyManager> getKeyManagers(String algorithm) {
    return List.of();
  }

  @Override
  public void createKeyPair(
      String alias, String algorithm, int keySize, String signatureAlgorithm, String attributes)
      throws KuraException {
    throw unused();
  }

  @Override
  public void createKeyPair(
      String alias,
      String algorithm,
      int keySize,
      String signatureAlgorithm,
      String attributes,
      SecureRandom secureRandom)
      throws KuraException {
    throw unused();
  }

  @Override
  public void createKeyPair(
      String alias,
      String algorithm,
      AlgorithmParameterSpec algorithmParameter,
      String signatureAlgorithm,
      String attributes)
      throws KuraException {
    throw unused();
  }

  @Override
  public void createKeyPair(
      String alias,
      String algorithm,
      AlgorithmParameterSpec algorithmParameter,
      String signatureAlgorithm,
      String attributes,
      SecureRandom secureRandom)
      throws KuraException {
    throw unused();
  }

  @Override
  public String getCSR(KeyPair keyPair, X500Principal principal, String signerAlg)
      throws KuraException {
    throw unused();
  }

  @Override
  public String getCSR(String alias, X500Principal principal, String signerAlg)
      throws KuraException {
    throw unused();
  }

  @Override
  public Collection<CRL> getCRLs() {
    return List.of();
  }

  @Override
  public CertStore getCRLStore() throws KuraException {
    try {
      return CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of()));
    } catch (GeneralSecurityException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public void addCRL(X509CRL crl) throws KuraException {
    throw unused();
  }

  private static KuraException unused() {
    return KuraException.internalError("this test keystore does not do that");
  }
}
