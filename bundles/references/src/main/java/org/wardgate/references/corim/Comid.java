package org.wardgate.references.corim;

import java.util.List;

/**
 * One CoMID, as far as it is of use here.
 *
 * @param tagId stable over its versions
 * @param tagVersion rises; 0 if not said
 * @param profile of this tag alone; empty if none
 * @param references what may be measured
 * @param endorsements what somebody vouches for
 * @param attestKeys keys that sign evidence
 */
public record Comid(
    String tagId,
    long tagVersion,
    String profile,
    List<MeasuredTriple> references,
    List<MeasuredTriple> endorsements,
    List<KeyTriple> attestKeys) {
  /** Copies the lists. */
  public Comid {
    references = List.copyOf(references);
    endorsements = List.copyOf(endorsements);
    attestKeys = List.copyOf(attestKeys);
  }
}
