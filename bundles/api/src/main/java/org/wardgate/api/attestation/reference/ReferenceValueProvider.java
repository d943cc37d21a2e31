package org.wardgate.api.attestation.reference;

import java.util.Optional;
import org.wardgate.api.attestation.Change;

/** Where verifiers find reference values and endorsements. Thread-safe, never blocks. */
public interface ReferenceValueProvider {
  /** Those in force. */
  References current();

  /** Those that would be in force if a change were adopted; empty if it is not known any more. */
  Optional<References> candidate(Change change);
}
