package org.wardgate.pki.register;

import java.time.Instant;
import org.wardgate.api.pki.RevocationReason;

/**
 * Why a certificate was taken back.
 *
 * @param at when; whole seconds
 * @param reason for the CRL
 */
public record Revocation(Instant at, RevocationReason reason) {}
