package org.wardgate.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** The ward CA's root in the key vault; made at first use. Stateless. */
final class RootStore {
  static final String ALIAS = "ward-ca";

  /** Ten years. */
  static final Duration VALIDITY = Duration.ofDays(3652);

  /** Devices' clocks may be late by this much. */
  static final Duration SKEW = Duration.ofHours(1);

  private final KeyVault vault;
  private final Instant built;

  RootStore(KeyVault vault, Instant built) {
    this.vault = vault;
    this.built = built;
  }

  /**
   * The root.
   *
   * @param wardName for its name, if it must be made
   * @throws RefusedException WG-PKI-0003 if it must be made and the clock is wrong, WG-PKI-0004 if
   *     what is stored does not fit together, or the vault's own refusal
   */
  Authority open(String wardName, Instant now) throws RefusedException {
    StoredKey stored = vault.key(ALIAS);
    X509Certificate certificate =
        stored.chain().isEmpty() ? make(stored, wardName, now) : check(stored);
    return new Authority(stored.privateKey(), certificate, built);
  }

  private X509Certificate make(StoredKey stored, String wardName, Instant now)
      throws RefusedException {
    Authority.requireAfterBuild(now, built);
    Instant begin = now.minus(SKEW).truncatedTo(ChronoUnit.SECONDS);
    Issue issue =
        Issue.of(
            wardName + " CA",
            stored.publicKey(),
            begin,
            begin.plus(VALIDITY),
            CertificateIssuer.randomSerialNumber(),
            Profile.CA);
    try {
      X509Certificate certificate =
          CertificateIssuer.issue(issue, Optional.empty(), stored.privateKey());
      vault.storeChain(ALIAS, List.of(certificate));
      return certificate;
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE, "the vault's key cannot be a CA's: " + e.getMessage(), e);
    }
  }

  private static X509Certificate check(StoredKey stored) throws RefusedException {
    X509Certificate certificate = stored.chain().get(0);
    try {
      certificate.verify(stored.publicKey());
    } catch (GeneralSecurityException e) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE, "the stored certificate is not the stored key's", e);
    }
    if (certificate.getBasicConstraints() < 0) {
      throw new RefusedException(PkiErrors.CA_UNAVAILABLE, "the stored certificate is no CA's");
    }
    return certificate;
  }
}
