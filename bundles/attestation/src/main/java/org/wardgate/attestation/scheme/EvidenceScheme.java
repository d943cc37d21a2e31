package org.wardgate.attestation.scheme;

import java.util.Set;
import org.wardgate.api.error.RefusedException;

/**
 * A format of evidence: its form and limits, its signature or authentication code, the nonce inside
 * what is signed, and the binding of the attester to the device of the session. A scheme judges
 * nothing else; what it read is appraised by a protection profile. Implementations are stateless
 * and thread-safe.
 */
public interface EvidenceScheme {
  /** A short name, for example {@code psa}. Constant. */
  String name();

  /** The CoAP Content-Formats that carry it. Constant. */
  Set<Integer> contentFormats();

  /**
   * Whether evidence labelled with one of its formats is its own. Cheap, never throws, and of no
   * weight: what is not what it looks like is refused when verified.
   */
  boolean recognises(Evidence evidence);

  /**
   * Verifies.
   *
   * @throws RefusedException {@code WG-ATT-…}, if anything is not as it must be
   */
  VerifiedEvidence verify(Evidence evidence, VerificationContext context) throws RefusedException;
}
