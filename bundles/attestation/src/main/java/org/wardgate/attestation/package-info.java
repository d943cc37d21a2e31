/**
 * The verifier of RFC 9334: challenges, appraisal of evidence, and what becomes of it. How a device
 * takes part is in {@code docs/attestation-protocol.md}.
 */
@NullMarked
package org.wardgate.attestation;

import org.jspecify.annotations.NullMarked;
