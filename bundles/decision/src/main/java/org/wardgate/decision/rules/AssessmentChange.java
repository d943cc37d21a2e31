package org.wardgate.decision.rules;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.Problem;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.state.AssessmentKey;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeKey;

/** An assessment of a firmware as a change. */
final class AssessmentChange {
  private static final int ID_MAX_CHARS = 200;

  private AssessmentChange() {}

  /** Absent if it says nothing new, or if this very one is held or was decided against. */
  static Optional<ChangeCase> of(Draft draft, Assessment assessment) {
    AssessmentKey key = AssessmentKey.of(assessment);
    if (draft.assurance().assessment(key).equals(Optional.of(assessment))) {
      return Optional.empty();
    }
    Change change =
        new Change(
            Change.Kind.VULNERABILITIES,
            id(key),
            Math.max(1, assessment.at().getEpochSecond()),
            digest(assessment.toString()).hex());
    boolean decided =
        draft
            .assurance()
            .change(ChangeKey.of(change))
            .map(c -> c.change().equals(change))
            .orElse(false);
    return decided
        ? Optional.empty()
        : Optional.of(
            ChangeCase.offered(
                change,
                assessment.manufacturerId(),
                summary(assessment),
                draft.at(),
                Optional.of(assessment)));
  }

  private static String id(AssessmentKey key) {
    String text =
        key.manufacturerId()
            + "/"
            + key.model()
            + (key.version().isEmpty() ? "" : " " + key.version());
    String plain = Problem.clean(text);
    return plain.equals(text) && text.length() <= ID_MAX_CHARS ? text : digest(text).hex();
  }

  private static Bytes digest(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private static String summary(Assessment a) {
    return Problem.clean(
        a.openCount()
            + " open, "
            + a.exploitedCount()
            + " exploited, highest score "
            + a.cvssMax()
            + (a.ids().isEmpty() ? "" : ": " + String.join(", ", a.ids())));
  }
}
