package org.wardgate.pki.status;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.pki.Authority;

/**
 * Keys that answer OCSP in the roots' place (RFC 6960 §4.2.2.2): strangers cause signatures, and
 * the CA's own key is not for that. They live in memory, for a few days. Thread-safe.
 */
final class ResponderKeys {
  static final Duration VALIDITY = Duration.ofDays(7);
  private static final Duration SKEW = Duration.ofHours(1);

  private final Map<String, Responder> responders = new HashMap<>();

  /**
   * A key and its certificate.
   *
   * @param privateKey in memory
   * @param certificate with the OCSP signing purpose
   */
  record Responder(PrivateKey privateKey, X509Certificate certificate) {
    boolean serves(Instant now) {
      Instant end = certificate.getNotAfter().toInstant().minus(VALIDITY.dividedBy(2));
      return now.isAfter(certificate.getNotBefore().toInstant()) && now.isBefore(end);
    }
  }

  /**
   * The responder of a root.
   *
   * @throws RefusedException WG-PKI-0003, WG-PKI-0004
   */
  synchronized Responder of(Authority authority, Instant now) throws RefusedException {
    authority.requireRightClock(now);
    @Nullable Responder held = responders.get(authority.keyId());
    if (held != null && held.serves(now)) {
      return held;
    }
    Responder made = make(authority, now);
    responders.put(authority.keyId(), made);
    return made;
  }

  private static Responder make(Authority authority, Instant now) throws RefusedException {
    X509Certificate root = authority.certificate();
    KeyPair keys = EcKeys.generateP256();
    Instant begin = now.minus(SKEW).truncatedTo(ChronoUnit.SECONDS);
    Instant rootEnd = root.getNotAfter().toInstant();
    Instant end = begin.plus(VALIDITY);
    Issue issue =
        Issue.of(
            Certificates.subjectAttribute(root, Attribute.COMMON_NAME).orElse("Ward") + " OCSP",
            keys.getPublic(),
            begin,
            end.isAfter(rootEnd) ? rootEnd : end,
            CertificateIssuer.randomSerialNumber(),
            Profile.OCSP_RESPONDER);
    try {
      return new Responder(
          keys.getPrivate(),
          CertificateIssuer.issue(issue, Optional.of(root), authority.privateKey()));
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE, "the OCSP responder's certificate: " + e.getMessage(), e);
    }
  }
}
