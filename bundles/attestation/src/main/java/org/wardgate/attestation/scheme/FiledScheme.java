package org.wardgate.attestation.scheme;

import java.util.Set;
import org.wardgate.attestation.reference.ReferenceSet;

/**
 * Evidence appraised against the reference files of old. Implementations are stateless and
 * thread-safe, and refuse by what they find, not by throwing.
 */
public interface FiledScheme {
  /** A short name, for example {@code psa}. */
  String name();

  /** The CoAP Content-Formats that carry it. */
  Set<Integer> contentFormats();

  /** Appraises evidence against the given references. */
  Finding appraise(Evidence evidence, ReferenceSet references);
}
