package org.wardgate.references.corim;

import java.util.List;
import org.wardgate.api.Bytes;

/**
 * The envelope of a CoRIM, whoever signed it.
 *
 * @param id of the manifest
 * @param profile that its tags follow; empty if none
 * @param validity when its content counts
 * @param comids its CoMIDs, not read yet: see {@link ComidReader}
 * @param notes what was ignored
 */
public record Corim(
    String id, String profile, Validity validity, List<Bytes> comids, List<String> notes) {
  /** Copies the lists. */
  public Corim {
    comids = List.copyOf(comids);
    notes = List.copyOf(notes);
  }
}
