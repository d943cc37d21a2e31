package org.wardgate.decision.state;

import java.time.Instant;

/**
 * Affirming evidence that was bound to a key or a certificate: what a device may get a certificate
 * for.
 *
 * @param binding hexadecimal SHA-256 of what it was bound to
 * @param at when it was appraised
 */
public record KeyEvidence(String binding, Instant at) {}
