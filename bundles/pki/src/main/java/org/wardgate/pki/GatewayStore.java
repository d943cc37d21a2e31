package org.wardgate.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.wardgate.crypto.x509.SubjectAltName;

/**
 * The gateway's own certificate in the key vault; made at first use and again in time. Stateless.
 */
final class GatewayStore {
  static final String ALIAS = "gateway";
  static final Duration VALIDITY = Duration.ofDays(90);

  /** It is made again when it ends sooner than this. */
  static final Duration RENEWAL = Duration.ofDays(30);

  private final KeyVault vault;
  private final String gatewayId;

  GatewayStore(KeyVault vault, String gatewayId) {
    this.vault = vault;
    this.gatewayId = gatewayId;
  }

  /**
   * The credential. With a clock that cannot be right, what is stored goes on serving: admitted
   * devices stay.
   *
   * @throws RefusedException WG-PKI-0003, WG-PKI-0004 or the vault's own refusal
   */
  GatewayCredential open(Authority authority, Instant now) throws RefusedException {
    StoredKey stored = vault.key(ALIAS);
    Optional<X509Certificate> held =
        stored.chain().stream().findFirst().filter(c -> fits(c, stored, authority));
    X509Certificate certificate =
        held.isPresent() && !mustRenew(held.get(), authority, now)
            ? held.get()
            : make(stored, authority, now);
    return new IssuedCredential(
        stored.privateKey(), List.of(certificate), List.of(authority.certificate()));
  }

  private boolean fits(X509Certificate certificate, StoredKey stored, Authority authority) {
    try {
      certificate.verify(authority.certificate().getPublicKey());
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
    return now.plus(RENEWAL).isAfter(held.getNotAfter().toInstant());
  }

  private X509Certificate make(StoredKey stored, Authority authority, Instant now)
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
                Profile.TLS_SERVER)
            .withSans(List.of(SubjectAltName.dns(gatewayId)));
    try {
      X509Certificate certificate =
          CertificateIssuer.issue(issue, Optional.of(root), authority.privateKey());
      vault.storeChain(ALIAS, List.of(certificate));
      return certificate;
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE, "the gateway's certificate: " + e.getMessage(), e);
    }
  }
}
