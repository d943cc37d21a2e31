package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.GrantEnrolment;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** A decision as the device hears it. */
final class EnrolmentAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(EnrolmentAnswer.class);

  private EnrolmentAnswer() {}

  /**
   * The response that carries a decision.
   *
   * @param spki the key the device asked for: a certificate for another is not handed over
   */
  static Response of(OnboardingIntent decision, Bytes spki, CertificateFormat format) {
    if (decision instanceof RefuseEnrolment refusal) {
      return Response.refused(ResponseCode.FORBIDDEN, refusal.problem());
    }
    if (!(decision instanceof GrantEnrolment grant)) {
      throw new IllegalArgumentException("not an answer to a request: " + decision.getClass());
    }
    try {
      X509Certificate certificate = Certificates.ofDer(grant.certificateDer());
      if (!Bytes.of(certificate.getPublicKey().getEncoded()).equals(spki)) {
        LOG.error("The certificate decided for {} is for another key", grant.device());
        return Response.empty(ResponseCode.INTERNAL_SERVER_ERROR);
      }
      return Response.changed(format.contentFormat(), format.encode(List.of(certificate)));
    } catch (CryptoException e) {
      LOG.error("The certificate decided for {} is malformed", grant.device(), e);
      return Response.empty(ResponseCode.INTERNAL_SERVER_ERROR);
    }
  }
}
