package org.wardgate.decision.state;

import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;

/**
 * Which firmware an assessment is about.
 *
 * @param manufacturerId who made it
 * @param model as its SBOM names it
 * @param version empty means every version
 */
public record AssessmentKey(String manufacturerId, String model, String version) {
  /** Of an assessment. */
  public static AssessmentKey of(Assessment assessment) {
    return new AssessmentKey(assessment.manufacturerId(), assessment.model(), assessment.version());
  }
}
