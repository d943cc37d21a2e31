package org.wardgate.decision.rules;

import java.util.Set;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;

/** Tells what a verdict on a device's trust rests on from what people or others decided. */
final class TrustCauses {
  private static final Set<String> OF_THE_CORE =
      Set.of(
          DecisionErrors.STALE.code(),
          DecisionErrors.VIOLATIONS.code(),
          DecisionErrors.VULNERABLE.code(),
          DecisionErrors.NOT_ACCEPTED.code());

  /** Evidence that is another's, or nobody's. */
  private static final Set<String> REFUTES_IDENTITY =
      Set.of(
          AttestationErrors.BAD_SIGNATURE.code(),
          AttestationErrors.NONCE_MISMATCH.code(),
          AttestationErrors.WRONG_DEVICE.code(),
          AttestationErrors.KEY_MISMATCH.code(),
          AttestationErrors.BAD_CHAIN.code());

  private TrustCauses() {}

  /** Whether evidence says that it is not this device's. */
  static boolean refutesIdentity(Problem problem) {
    return REFUTES_IDENTITY.contains(problem.code());
  }

  /** Whether evidence itself says it. */
  static boolean ofEvidence(Problem problem) {
    return problem.code().startsWith("WG-ATT-");
  }

  /** Evidence, silence, undeclared traffic, or what was weighed of them. */
  static boolean is(Problem problem) {
    return ofEvidence(problem)
        || problem.code().startsWith("WG-TRU-")
        || OF_THE_CORE.contains(problem.code());
  }
}
