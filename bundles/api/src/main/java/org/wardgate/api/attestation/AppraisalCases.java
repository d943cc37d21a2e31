package org.wardgate.api.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/** Failed appraisals that were kept, to be looked at again. Thread-safe. */
public interface AppraisalCases {
  /** All that are kept, newest first. */
  List<Summary> list();

  /** A case whole, as a JSON file that can be replayed elsewhere; empty if it is not kept. */
  Optional<Bytes> file(String caseId);

  /**
   * A case in a line.
   *
   * @param caseId its id
   * @param at when it was appraised
   * @param device whose evidence it was
   * @param status what came of it
   * @param code why
   * @param basis what it rested on
   */
  record Summary(
      String caseId,
      Instant at,
      DeviceId device,
      AttestationResult.Tier status,
      String code,
      AppraisalBasis basis) {}
}
