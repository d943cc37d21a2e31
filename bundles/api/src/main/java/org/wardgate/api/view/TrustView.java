package org.wardgate.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.trust.TrustVerdict;

/**
 * How far a device is trusted, and from what.
 *
 * @param device which
 * @param verdict of the newest weighing
 * @param measures what is decided about it
 * @param functions by name: whether it has the flows of a function now
 * @param attestation its newest evidence, absent if there is none
 * @param challenges how it is challenged
 * @param exemption what a person allowed it for a time, absent if nothing
 * @param vulnerabilities open ones, a line each, most severe first; at most 32
 * @param conformitySeconds validity of its conformity certificates
 */
public record TrustView(
    DeviceId device,
    TrustVerdict verdict,
    Set<Measure> measures,
    Map<String, Boolean> functions,
    Optional<Attested> attestation,
    Challenges challenges,
    Optional<Exemption> exemption,
    List<String> vulnerabilities,
    int conformitySeconds) {
  /** Copies the collections. */
  public TrustView {
    measures = Set.copyOf(measures);
    functions = Map.copyOf(functions);
    vulnerabilities = List.copyOf(vulnerabilities);
  }

  /**
   * Evidence.
   *
   * @param at when it was appraised
   * @param tier AR4SI tier
   * @param vector AR4SI claims by name
   * @param evidenceSha256 hexadecimal digest of the evidence
   * @param reference which reference values were compared
   * @param basis which policy and rules decided
   * @param version of the firmware, empty if not told
   */
  public record Attested(
      Instant at,
      Tier tier,
      Map<String, Integer> vector,
      String evidenceSha256,
      String reference,
      AppraisalBasis basis,
      String version) {
    /** Copies the map. */
    public Attested {
      vector = Map.copyOf(vector);
    }
  }

  /**
   * How it is challenged.
   *
   * @param periodSeconds between challenges now; 0 if it is not challenged
   * @param nextAt when the next one is due, absent if none is
   * @param missedCount missed in a row
   * @param stale whether its evidence is too old to count
   */
  public record Challenges(
      int periodSeconds, Optional<Instant> nextAt, int missedCount, boolean stale) {}

  /**
   * What a person allowed for a time.
   *
   * @param kind what
   * @param operator who
   * @param reason why
   * @param until when it ends
   */
  public record Exemption(Kind kind, String operator, String reason, Instant until) {
    /** What a person allowed. */
    public enum Kind {
      /** It keeps its declared traffic although it is not trusted enough. */
      OVERRIDE,
      /** It has its declared traffic at once, because a patient needs it. */
      BREAK_GLASS,
      /** It may be here although it cannot attest. */
      ACCEPTANCE
    }
  }
}
