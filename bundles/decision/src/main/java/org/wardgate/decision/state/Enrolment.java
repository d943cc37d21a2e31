package org.wardgate.decision.state;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;

/**
 * An open request for a certificate.
 *
 * @param correlationId of the request
 * @param publicKeySpki the key to certify
 * @param evidenceBinding what evidence must be bound to
 * @param reason what the certificate is for
 * @param at when it was asked
 */
public record Enrolment(
    CorrelationId correlationId,
    Bytes publicKeySpki,
    Bytes evidenceBinding,
    Reason reason,
    Instant at) {}
