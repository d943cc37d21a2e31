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
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.RevocationUrls;
import org.wardgate.crypto.x509.SubjectAltName;

/**
 * The gateway's own certificate in the key vault; made at first use, again in time, and anew when
 * another root issues. Stateless.
 */
final class GatewayStore {
  static final String ALIAS = "gateway";
  static final Duration VALIDITY = Duration.ofDays(90);

  /** It is made again when it ends sooner than this. */
  static final Duration RENEWAL = Duration.ofDays(30);

  /** id-kp-cmcRA (RFC 6402 §2.10): certificates made without it are made again. */
  private static final String REGISTRATION_AUTHORITY = "1.3.6.1.5.5.7.3.28";

  private final KeyVault vault;
  private final String gatewayId;

  GatewayStore(KeyVault vault, String gatewayId) {
    this.vault = vault;
    this.gatewayId = gatewayId;
  }

  /** Who writes down a new certificate before it is used. */
  interface Ledger {
    /**
     * Writes it down.
     *
     * @throws RefusedException if it cannot; then the certificate is not used
     */
    void record(X509Certificate certificate) throws RefusedException;
  }

  /**
   * The credential. With a clock that cannot be right, what is stored goes on serving: admitted
   * devices stay.
   *
   * @throws RefusedException WG-PKI-0003, WG-PKI-0004, the vault's own refusal or the ledger's
   */
  GatewayCredential open(Roots roots, Instant now, Optional<RevocationUrls> urls, Ledger ledger)
      throws RefusedException {
    Authority authority = roots.issuing();
    StoredKey stored = vault.key(ALIAS);
    Optional<X509Certificate> held =
        stored.chain().stream().findFirst().filter(c -> fits(c, stored, authority));
    X509Certificate certificate =
        held.isPresent() && !mustRenew(held.get(), authority, now)
            ? held.get()
            : make(stored, authority, now, urls, ledger);
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certificate);
    chain.addAll(roots.bridge());
    return new IssuedCredential(stored.privateKey(), chain, roots.anchors());
  }

  private boolean fits(X509Certificate certificate, StoredKey stored, Authority authority) {
    try {
      certificate.verify(authority.certificate().getPublicKey());
      List<String> purposes = certificate.getExtendedKeyUsage();
      if (purposes == null || !purposes.contains(REGISTRATION_AUTHORITY)) {
        return false;
      }
    } catch (GeneralSecurityException e) {
      // another CA's: it is replaced, which is what the log shows
      return false;
    }
    return certificate.getPublicKey().equals(stored.publicKey())
        && Certificates.subjectAttribute(certificate, Attribute.COMMON_NAME)
            .filter(gatewayId::equals)
            .isPresent();
  }

  private static boolean mustRenew(X509Certificate held, Authority authority, Instant now) {
    try {
      authority.requireRightClock(now);
    } catch (RefusedException e) {
      // what a wrong clock says about the end counts for nothing
      return false;
    }
    // one that begins later was made while the clock was ahead
    return now.plus(RENEWAL).isAfter(held.getNotAfter().toInstant())
        || now.isBefore(held.getNotBefore().toInstant());
  }

  private X509Certificate make(
      StoredKey stored,
      Authority authority,
      Instant now,
      Optional<RevocationUrls> urls,
      Ledger ledger)
      throws RefusedException {
    authority.requireRightClock(now);
    X509Certificate root = authority.certificate();
    Instant begin = Times.latest(now.minus(RootStore.SKEW), root.getNotBefore().toInstant());
    Instant end = Times.earliest(now.plus(VALIDITY), root.getNotAfter().toInstant());
    Issue issue =
        Issue.of(
                gatewayId,
                stored.publicKey(),
                begin.truncatedTo(ChronoUnit.SECONDS),
                end.truncatedTo(ChronoUnit.SECONDS),
                CertificateIssuer.randomSerialNumber(),
                Profile.GATEWAY)
            .withSans(List.of(SubjectAltName.dns(gatewayId)));
    try {
      X509Certificate certificate =
          CertificateIssuer.issue(issue, Optional.of(root), authority.privateKey(), urls);
      ledger.record(certificate);
      vault.storeChain(ALIAS, List.of(certificate));
      return certificate;
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE, "the gateway's certificate: " + e.getMessage(), e);
    }
  }
}
