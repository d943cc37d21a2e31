package org.wardgate.onboarding;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.crypto.x509.SubjectNames;

/**
 * What a request to renew must be (RFC 7030 §4.2.2): made in a session that this ward's certificate
 * opened, while that certificate is in force, with its names, and with another key.
 *
 * @param status of certificates of this ward
 * @param at now
 * @param newKey whether the key has to be another one
 */
record RenewalCheck(CertificateStatus status, Instant at, boolean newKey) {
  /**
   * Checks a request whose signature is verified.
   *
   * @throws RefusedException NOT_A_RENEWAL, REVOKED or CERTIFICATE_EXPIRED
   */
  void check(PeerIdentity identity, CertificationRequest csr) throws RefusedException {
    X509Certificate certificate = certificate(identity);
    inForce(certificate);
    names(certificate, csr);
    if (newKey && Bytes.of(certificate.getPublicKey().getEncoded()).equals(csr.publicKeySpki())) {
      throw notARenewal("the key is the old one; make a new one");
    }
  }

  private static X509Certificate certificate(PeerIdentity identity) throws RefusedException {
    if (identity.kind() != PeerIdentity.Kind.LDEVID) {
      throw notARenewal("the session was not opened with this ward's certificate");
    }
    Bytes der =
        identity
            .certificate()
            .orElseThrow(() -> notARenewal("its certificate is forgotten; open a new session"));
    try {
      return Certificates.ofDer(der);
    } catch (CryptoException e) {
      throw new RefusedException(
          OnboardingErrors.NOT_A_RENEWAL, "the session's certificate cannot be read", e);
    }
  }

  private void inForce(X509Certificate certificate) throws RefusedException {
    switch (status.status(certificate)) {
      case GOOD -> valid(certificate);
      case REVOKED -> throw new RefusedException(OnboardingErrors.REVOKED, "");
      case UNKNOWN -> throw notARenewal("this ward does not know the certificate");
    }
  }

  private void valid(X509Certificate certificate) throws RefusedException {
    try {
      certificate.checkValidity(Date.from(at));
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new RefusedException(OnboardingErrors.CERTIFICATE_EXPIRED, "at " + at, e);
    }
  }

  private static void names(X509Certificate certificate, CertificationRequest csr)
      throws RefusedException {
    SubjectNames wanted;
    try {
      wanted = SubjectNames.of(csr);
    } catch (CryptoException e) {
      throw CsrReader.refused(e);
    }
    SubjectNames present = SubjectNames.of(certificate);
    if (!wanted.subject().equals(present.subject())) {
      throw notARenewal("another subject than the certificate's");
    }
    if (!wanted.subjectAltName().equals(present.subjectAltName())) {
      throw notARenewal("other alternative names than the certificate's");
    }
  }

  private static RefusedException notARenewal(String detail) {
    ErrorCode code = OnboardingErrors.NOT_A_RENEWAL;
    return new RefusedException(code, detail);
  }
}
