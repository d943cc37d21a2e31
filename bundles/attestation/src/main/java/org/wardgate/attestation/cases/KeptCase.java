package org.wardgate.attestation.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * A failed appraisal with everything that it rested on. Immutable.
 *
 * @param id of the case
 * @param at when it was appraised
 * @param software that appraised it
 * @param subject whose evidence it is
 * @param purpose of the challenge
 * @param evidence with the challenge's nonce; both empty in an anonymous case
 * @param secretWithheld whether a shared secret was needed to verify it; no secret is in a case
 * @param knowledge reference values and endorsements that were looked up
 * @param profile the JSON file of the profile that was applied; empty if none was
 * @param verified what authentic evidence says; empty if it was refused
 * @param result what came of it
 * @param history what happened to the device before, a line each, if it was given
 */
public record KeptCase(
    String id,
    Instant at,
    String software,
    Subject subject,
    Purpose purpose,
    Evidence evidence,
    boolean secretWithheld,
    Knowledge knowledge,
    Optional<Bytes> profile,
    Optional<VerifiedEvidence> verified,
    Result result,
    List<String> history) {
  /** Copies the list. */
  public KeptCase {
    history = List.copyOf(history);
  }

  /**
   * The device, as the hospital's inventory has it.
   *
   * @param known whether it is in the inventory
   * @param deviceClass its class
   * @param protectionProfile that the class names; empty means the built-in one
   * @param manufacturerId who made it
   * @param serial of its IDevID
   */
  public record Subject(
      boolean known,
      String deviceClass,
      String protectionProfile,
      String manufacturerId,
      String serial) {}

  /**
   * What was looked up, and nothing else.
   *
   * @param attesters endorsed instances
   * @param classes reference values
   * @param anchors by manufacturer id
   */
  public record Knowledge(
      List<Attester> attesters,
      List<ReferenceClass> classes,
      Map<String, List<KeyAnchor>> anchors) {
    /** Copies the collections. */
    public Knowledge {
      attesters = List.copyOf(attesters);
      classes = List.copyOf(classes);
      anchors = Map.copyOf(anchors);
    }
  }

  /**
   * What came of an appraisal.
   *
   * @param scheme that verified the evidence
   * @param policy that was applied
   * @param status the tier
   * @param vector AR4SI claims
   * @param reasons which rule set which
   * @param controls that hold or fail
   * @param referenceSource which reference values
   * @param problem why it is not affirming
   */
  public record Result(
      String scheme,
      String policy,
      Tier status,
      Map<String, Integer> vector,
      List<Reason> reasons,
      Map<String, Boolean> controls,
      String referenceSource,
      Optional<Problem> problem) {
    /** Copies the collections. */
    public Result {
      vector = Map.copyOf(vector);
      reasons = List.copyOf(reasons);
      controls = Map.copyOf(controls);
    }
  }

  /** Whether the evidence was left out, so that what was read from it then stands for it. */
  public boolean withoutEvidence() {
    return evidence.content().length() == 0;
  }

  /** The error code; empty if there is none. */
  public String code() {
    return result.problem().map(Problem::code).orElse("");
  }
}
