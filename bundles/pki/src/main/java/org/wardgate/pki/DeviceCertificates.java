package org.wardgate.pki;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/**
 * Issues LDevIDs (IEEE 802.1AR). Only the key comes from the device; its names come from the
 * intent. Stateless.
 */
final class DeviceCertificates {
  /** Devices' clocks may be late by this much. */
  static final Duration SKEW = Duration.ofMinutes(10);

  /** Longest serial number (RFC 5280 A.1, ub-serial-number). */
  static final int SERIAL_MAX_CHARS = 64;

  private DeviceCertificates() {}

  /**
   * Signs a certificate, which nobody may have before it is in the register.
   *
   * @param gateway the gateway's own key, which no device has
   * @throws RefusedException WG-PKI-0001, WG-PKI-0002, WG-PKI-0003
   */
  static X509Certificate sign(
      IssueCertificate intent,
      Authority authority,
      GatewayCredential gateway,
      PkiSettings settings,
      Instant now)
      throws RefusedException {
    authority.requireRightClock(now);
    PublicKey key = deviceKey(intent, authority, gateway);
    return sign(intent, key, authority, settings, now);
  }

  private static PublicKey deviceKey(
      IssueCertificate intent, Authority authority, GatewayCredential gateway)
      throws RefusedException {
    PublicKey key;
    try {
      key = PublicKeys.ofSpki(intent.publicKeySpki());
    } catch (CryptoException e) {
      throw new RefusedException(PkiErrors.BAD_PUBLIC_KEY, String.valueOf(e.getMessage()), e);
    }
    // the ward's suites are ECDHE_ECDSA (RFC 8422 §5.1): a device could do nothing with RSA
    if (!(key instanceof ECPublicKey) && !(key instanceof EdECPublicKey)) {
      throw new RefusedException(PkiErrors.BAD_PUBLIC_KEY, "a key of kind " + key.getAlgorithm());
    }
    if (key.equals(authority.certificate().getPublicKey())
        || key.equals(gateway.chain().get(0).getPublicKey())) {
      throw new RefusedException(PkiErrors.BAD_PUBLIC_KEY, "one of the gateway's own keys");
    }
    return key;
  }

  private static X509Certificate sign(
      IssueCertificate intent,
      PublicKey key,
      Authority authority,
      PkiSettings settings,
      Instant now)
      throws RefusedException {
    if (intent.serial().isEmpty() || intent.serial().length() > SERIAL_MAX_CHARS) {
      throw new RefusedException(
          PkiErrors.ISSUE_FAILED, "a serial number of " + intent.serial().length() + " characters");
    }
    X509Certificate root = authority.certificate();
    Instant begin = Times.latest(now.minus(SKEW), root.getNotBefore().toInstant());
    Instant end = Times.earliest(now.plus(settings.validity()), root.getNotAfter().toInstant());
    Issue issue =
        Issue.of(
                intent.device().value(),
                key,
                begin.truncatedTo(ChronoUnit.SECONDS),
                end.truncatedTo(ChronoUnit.SECONDS),
                CertificateIssuer.randomSerialNumber(),
                Profile.TLS_CLIENT)
            .withSubjectSerial(intent.serial());
    try {
      return CertificateIssuer.issue(
          issue, Optional.of(root), authority.privateKey(), settings.urls(authority));
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(PkiErrors.ISSUE_FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}
