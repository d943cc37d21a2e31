package org.wardgate.attestation.scheme;

import java.util.Set;
import org.wardgate.attestation.reference.ReferenceSet;

/**
 * A format of evidence and how it is appraised. Implementations are stateless and thread-safe, and
 * refuse by what they find, not by throwing.
 */
public interface EvidenceScheme {
  /** A short name, for example {@code psa}. */
  String name();

  /** The CoAP Content-Formats that carry it. */
  Set<Integer> contentFormats();

  /** Appraises evidence against the given references. */
  Finding appraise(Evidence evidence, ReferenceSet references);
}
