package org.wardgate.attestation.reference;

import java.util.List;

/**
 * One file of reference values. Immutable.
 *
 * @param references what it says of the implementation
 * @param endorsements the instances it vouches for, no instance twice
 */
public record ReferenceFile(ReferenceValues references, List<Endorsement> endorsements) {
  /** Copies the list. */
  public ReferenceFile {
    endorsements = List.copyOf(endorsements);
  }
}
