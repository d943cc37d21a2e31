package org.eclipse.kura.security.keystore;

import java.security.KeyPair;
import java.security.KeyStore;
import java.security.KeyStore.Entry;
import java.security.SecureRandom;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.X509CRL;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.security.auth.x500.X500Principal;
import org.eclipse.kura.KuraException;
import org.jspecify.annotations.Nullable;

/** One key store. */
public interface KeystoreService {
  /** The store as Java knows it. */
  KeyStore getKeyStore() throws KuraException;

  /** An entry, if there is one. */
  @Nullable Entry getEntry(String alias) throws KuraException;

  /** Adds or replaces an entry and saves the store. */
  void setEntry(String alias, Entry entry) throws KuraException;

  /** All entries by alias. */
  Map<String, Entry> getEntries() throws KuraException;

  /** Takes an entry away and saves the store. */
  void deleteEntry(String alias) throws KuraException;

  /** What TLS needs of the store. */
  List<KeyManager> getKeyManagers(String algorithm) throws KuraException;

  /** Makes a key pair of a length in bits, with a certificate that it signs itself. */
  void createKeyPair(
      String alias, String algorithm, int keySize, String signatureAlgorithm, String attributes)
      throws KuraException;

  /** As before, with a source of random numbers. */
  void createKeyPair(
      String alias,
      String algorithm,
      int keySize,
      String signatureAlgorithm,
      String attributes,
      SecureRandom secureRandom)
      throws KuraException;

  /** Makes a key pair of that kind, with a certificate that it signs itself. */
  void createKeyPair(
      String alias,
      String algorithm,
      AlgorithmParameterSpec algorithmParameter,
      String signatureAlgorithm,
      String attributes)
      throws KuraException;

  /** As before, with a source of random numbers. */
  void createKeyPair(
      String alias,
      String algorithm,
      AlgorithmParameterSpec algorithmParameter,
      String signatureAlgorithm,
      String attributes,
      SecureRandom secureRandom)
      throws KuraException;

  /** A request for a certificate, PEM. */
  String getCSR(KeyPair keyPair, X500Principal principal, String signerAlg) throws KuraException;

  /** A request for a certificate of a key of the store, PEM. */
  String getCSR(String alias, X500Principal principal, String signerAlg) throws KuraException;

  /** The entries' aliases. */
  List<String> getAliases() throws KuraException;

  /** The revocation lists that are known. */
  Collection<CRL> getCRLs() throws KuraException;

  /** The revocation lists as Java wants them. */
  CertStore getCRLStore() throws KuraException;

  /** Adds a revocation list. */
  void addCRL(X509CRL crl) throws KuraException;
}
