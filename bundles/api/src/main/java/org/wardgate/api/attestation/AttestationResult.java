package org.wardgate.api.attestation;

import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;

/**
 * What the verifier says of one piece of evidence (RFC 9334 §8.4).
 *
 * @param purpose what the challenge was for
 * @param status the AR4SI tier
 * @param vector AR4SI trustworthiness claims by name, each −128 to 127
 * @param controls what the evidence says about each control: true holds, false fails; absent means
 *     not attested
 * @param keyThumbprint SHA-256 of the SubjectPublicKeyInfo the challenge was bound to; present for
 *     enrolment
 * @param evidenceSha256 digest of the evidence
 * @param referenceVersion which reference values were compared, for people; empty if none
 * @param problem why it is not affirming; absent if it is
 * @param basis what the result rests on
 * @param observed what else the evidence told
 */
public record AttestationResult(
    Purpose purpose,
    Tier status,
    Map<String, Integer> vector,
    Map<String, Boolean> controls,
    Optional<Bytes> keyThumbprint,
    Bytes evidenceSha256,
    String referenceVersion,
    Optional<Problem> problem,
    AppraisalBasis basis,
    Observed observed) {

  /** With nothing said about what it rests on. */
  public AttestationResult(
      Purpose purpose,
      Tier status,
      Map<String, Integer> vector,
      Map<String, Boolean> controls,
      Optional<Bytes> keyThumbprint,
      Bytes evidenceSha256,
      String referenceVersion,
      Optional<Problem> problem) {
    this(
        purpose,
        status,
        vector,
        controls,
        keyThumbprint,
        evidenceSha256,
        referenceVersion,
        problem,
        AppraisalBasis.NONE,
        Observed.NOTHING);
  }

  /** Copies the maps. */
  public AttestationResult {
    vector = Map.copyOf(vector);
    controls = Map.copyOf(controls);
  }

  /** What a challenge is for. */
  public enum Purpose {
    /** Before a certificate is issued. */
    ENROLMENT,
    /** While admitted. */
    RUNTIME
  }

  /** AR4SI tiers (draft-ietf-rats-ar4si §3.2). */
  public enum Tier {
    /** No claim is made. */
    NONE(0),
    /** Affirmed. */
    AFFIRMING(2),
    /** Off from what is expected. */
    WARNING(32),
    /** Proven bad. */
    CONTRAINDICATED(96);

    private final int value;

    Tier(int value) {
      this.value = value;
    }

    /** The registered value. */
    public int value() {
      return value;
    }
  }
}
