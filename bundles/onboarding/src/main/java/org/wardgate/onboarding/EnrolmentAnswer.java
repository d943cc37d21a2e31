package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
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
import org.wardgate.onboarding.PendingEnrolments.Pending;

/** A decision as the device hears it. */
final class EnrolmentAnswer {
  private static final long RETRY_SECONDS = 1;
  private static final Logger LOG = LoggerFactory.getLogger(EnrolmentAnswer.class);

  private EnrolmentAnswer() {}

  /** The response that carries a decision; a certificate for another key is not handed over. */
  static Response of(OnboardingIntent decision, Pending pending, Delivery delivery) {
    if (decision instanceof RefuseEnrolment refusal) {
      return Response.refused(ResponseCode.FORBIDDEN, refusal.problem());
    }
    if (!(decision instanceof GrantEnrolment grant)) {
      throw new IllegalArgumentException("not an answer to a request: " + decision.getClass());
    }
    try {
      X509Certificate certificate = Certificates.ofDer(grant.certificateDer());
      if (!Bytes.of(certificate.getPublicKey().getEncoded()).equals(pending.certifiedKey())) {
        LOG.error("The certificate decided for {} is for another key", grant.device());
        return Response.empty(ResponseCode.INTERNAL_SERVER_ERROR);
      }
      return delivery.of(certificate, pending).orElseGet(() -> Response.later(RETRY_SECONDS));
    } catch (CryptoException e) {
      LOG.error("The certificate decided for {} is malformed", grant.device(), e);
      return Response.empty(ResponseCode.INTERNAL_SERVER_ERROR);
    }
  }
}
