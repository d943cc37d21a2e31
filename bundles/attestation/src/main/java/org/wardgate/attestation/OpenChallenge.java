package org.wardgate.attestation;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Purpose;

/**
 * A nonce given out and not yet answered. Immutable.
 *
 * @param id of the request or intent that asked for it
 * @param device who must answer
 * @param purpose what for
 * @param keyThumbprint SHA-256 of the SubjectPublicKeyInfo it is bound to; present for enrolment
 * @param nonce 32 random bytes
 * @param expiresAtNanos on the monotonic clock
 */
record OpenChallenge(
    CorrelationId id,
    DeviceId device,
    Purpose purpose,
    Optional<Bytes> keyThumbprint,
    Bytes nonce,
    long expiresAtNanos) {}
