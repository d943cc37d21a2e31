package org.wardgate.attestation;

import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** Is told of every appraisal, on the thread that appraised; must be quick and must not throw. */
public interface AppraisalListener {
  /**
   * Evidence was appraised.
   *
   * @param event what came of it
   */
  void appraised(Appraised event);

  /**
   * One appraisal with all it depended on.
   *
   * @param evidence as it came
   * @param purpose of the challenge
   * @param context it was verified against
   * @param verified what it says; empty if it was refused
   * @param appraisal what was made of it
   */
  record Appraised(
      Evidence evidence,
      Purpose purpose,
      VerificationContext context,
      Optional<VerifiedEvidence> verified,
      Appraisal appraisal) {}
}
