package org.wardgate.crypto.x509;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.Signatures;

/**
 * Checks one path whose names fit: own rules, then the platform's PKIX algorithm for signatures,
 * constraints, path length, names and critical extensions. Stateless.
 */
final class PathCheck {
  private static final int KEY_CERT_SIGN = 5;
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  private PathCheck() {}

  static void check(List<X509Certificate> path, Instant at, Usage usage) throws CryptoException {
    for (X509Certificate certificate : path) {
      KeyPolicy.check(certificate.getPublicKey());
      validity(certificate, at);
    }
    List<X509Certificate> below = path.subList(0, path.size() - 1);
    for (X509Certificate certificate : below) {
      Signatures.nameOf(certificate.getSigAlgOID());
      encoding(certificate);
    }
    for (X509Certificate certificate : path.subList(1, path.size())) {
      UsageCheck.authority(certificate, usage);
    }
    X509Certificate anchor = path.get(path.size() - 1);
    anchor(anchor, path.size() - 2);
    UsageCheck.endEntity(path.get(0), usage);
    if (anchor.getExtensionValue(NAME_CONSTRAINTS) == null) {
      pkix(below, new TrustAnchor(anchor, null), at, usage);
    } else {
      pkix(path, constrained(anchor), at, usage);
    }
  }

  /**
   * The platform ignores an anchor's own name constraints. A self-issued anchor is put into the
   * path as its own issuer's certificate, so that they count.
   */
  private static TrustAnchor constrained(X509Certificate anchor) throws CryptoException {
    if (!anchor.getSubjectX500Principal().equals(anchor.getIssuerX500Principal())) {
      throw new CryptoException(
          Reason.BAD_USAGE, "an intermediate used as anchor has name constraints");
    }
    return new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null);
  }

  /**
   * The signature is the end of the encoding, after a count of unused bits that is not signed.
   * Other counts than zero would give one certificate many fingerprints.
   */
  private static void encoding(X509Certificate certificate) throws CryptoException {
    byte[] encoded = Certificates.der(certificate).toArray();
    int unusedBitsAt = encoded.length - certificate.getSignature().length - 1;
    if (unusedBitsAt < 0 || encoded[unusedBitsAt] != 0) {
      throw new CryptoException(
          Reason.MALFORMED, "a certificate whose signature does not end with a byte");
    }
  }

  private static void validity(X509Certificate certificate, Instant at) throws CryptoException {
    try {
      certificate.checkValidity(Date.from(at));
    } catch (CertificateExpiredException e) {
      throw new CryptoException(Reason.EXPIRED, "a certificate of the path has expired", e);
    } catch (CertificateNotYetValidException e) {
      throw new CryptoException(
          Reason.NOT_YET_VALID, "a certificate of the path is not valid yet", e);
    }
  }

  private static void anchor(X509Certificate anchor, int authoritiesBelow) throws CryptoException {
    // −1 for what is no CA
    int pathLengthMax = anchor.getBasicConstraints();
    if (pathLengthMax < authoritiesBelow) {
      throw new CryptoException(
          Reason.BAD_USAGE, "the anchor is no CA or allows a shorter path only");
    }
    if (anchor.hasUnsupportedCriticalExtension()) {
      throw new CryptoException(Reason.MALFORMED, "the anchor has an unknown critical extension");
    }
    boolean[] keyUsage = anchor.getKeyUsage();
    if (keyUsage != null && !keyUsage[KEY_CERT_SIGN]) {
      throw new CryptoException(Reason.BAD_USAGE, "the anchor may not sign certificates");
    }
  }

  private static void pkix(List<X509Certificate> path, TrustAnchor anchor, Instant at, Usage usage)
      throws CryptoException {
    try {
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      if (usage == Usage.ATTESTATION) {
        parameters.addCertPathChecker(new DiceCriticalExtensions());
      }
      CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
    } catch (CertPathValidatorException e) {
      throw new CryptoException(reason(e), "the path is not valid: " + e.getReason(), e);
    } catch (GeneralSecurityException e) {
      throw new CryptoException(Reason.UNTRUSTED, "the path cannot be validated", e);
    }
  }

  private static Reason reason(CertPathValidatorException e) {
    if (e.getReason() instanceof BasicReason basic) {
      return switch (basic) {
        case EXPIRED -> Reason.EXPIRED;
        case NOT_YET_VALID -> Reason.NOT_YET_VALID;
        case INVALID_SIGNATURE -> Reason.BAD_SIGNATURE;
        case ALGORITHM_CONSTRAINED -> Reason.BAD_ALGORITHM;
        case REVOKED -> Reason.REVOKED;
        default -> Reason.UNTRUSTED;
      };
    }
    if (e.getReason() instanceof PKIXReason pkix) {
      return switch (pkix) {
        case INVALID_KEY_USAGE, NOT_CA_CERT, PATH_TOO_LONG, INVALID_NAME -> Reason.BAD_USAGE;
        case UNRECOGNIZED_CRIT_EXT -> Reason.MALFORMED;
        default -> Reason.UNTRUSTED;
      };
    }
    return Reason.UNTRUSTED;
  }
}
