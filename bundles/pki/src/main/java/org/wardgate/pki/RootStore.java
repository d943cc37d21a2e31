package org.wardgate.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

/** The ward CA's roots in the key vault. Stateless. */
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

  /** The vault's name for a root's key. */
  static String alias(int generation) {
    return generation == 1 ? ALIAS : ALIAS + "-" + generation;
  }

  /**
   * A root that was made before.
   *
   * @throws RefusedException WG-PKI-0004 if it is not there or does not fit together, or the
   *     vault's own refusal
   */
  Authority open(int generation) throws RefusedException {
    StoredKey stored = vault.key(alias(generation));
    if (stored.chain().isEmpty()) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE, "the key vault has lost " + alias(generation));
    }
    return check(stored);
  }

  /**
   * Whether a root was made before.
   *
   * @throws RefusedException the vault's own refusal
   */
  boolean has(int generation) throws RefusedException {
    return !vault.key(alias(generation)).chain().isEmpty();
  }

  /**
   * A root, made if need be.
   *
   * @param wardName for its name
   * @param before the root that issues now and certifies the new one too
   * @throws RefusedException WG-PKI-0003 if it must be made and the clock is wrong, WG-PKI-0004 if
   *     what is stored does not fit together, or the vault's own refusal
   */
  Authority openOrMake(int generation, String wardName, Optional<Authority> before, Instant now)
      throws RefusedException {
    StoredKey stored = vault.key(alias(generation));
    return stored.chain().isEmpty()
        ? make(generation, stored, wardName, before, now)
        : check(stored);
  }

  /**
   * Destroys a root's key.
   *
   * @throws RefusedException the vault's own refusal
   */
  void remove(int generation) throws RefusedException {
    vault.remove(alias(generation));
  }

  private Authority make(
      int generation, StoredKey stored, String wardName, Optional<Authority> before, Instant now)
      throws RefusedException {
    Authority.requireAfterBuild(now, built);
    Instant begin = now.minus(SKEW).truncatedTo(ChronoUnit.SECONDS);
    // another name for each generation: whoever searches an issuer by name finds one
    Issue issue =
        Issue.of(
            wardName + (generation == 1 ? " CA" : " CA G" + generation),
            stored.publicKey(),
            begin,
            begin.plus(VALIDITY),
            CertificateIssuer.randomSerialNumber(),
            Profile.CA);
    try {
      List<X509Certificate> chain = new ArrayList<>();
      chain.add(CertificateIssuer.issue(issue, Optional.empty(), stored.privateKey()));
      if (before.isPresent()) {
        chain.add(newWithOld(issue, before.get()));
      }
      vault.storeChain(alias(generation), chain);
      return authority(stored, chain);
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE, "the vault's key cannot be a CA's: " + e.getMessage(), e);
    }
  }

  // RFC 4210 §4.4.1: so that who knows the old root alone can verify what the new one issues
  private static X509Certificate newWithOld(Issue issue, Authority old) throws CryptoException {
    Instant end = old.certificate().getNotAfter().toInstant();
    return CertificateIssuer.issue(
        Issue.of(
            issue.subjectCn(),
            issue.publicKey(),
            issue.notBefore(),
            Times.earliest(issue.notAfter(), end),
            CertificateIssuer.randomSerialNumber(),
            Profile.CA),
        Optional.of(old.certificate()),
        old.privateKey());
  }

  private Authority check(StoredKey stored) throws RefusedException {
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
    return authority(stored, stored.chain());
  }

  private Authority authority(StoredKey stored, List<X509Certificate> chain) {
    return Authority.of(
        stored.privateKey(), chain.get(0), chain.stream().skip(1).findFirst(), built);
  }
}
