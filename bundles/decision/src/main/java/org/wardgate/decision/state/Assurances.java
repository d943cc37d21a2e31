package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;

/**
 * What appraisals and weighing depend on besides the devices: changes that are under way, and known
 * vulnerabilities. Changed by outcomes alone. Not thread-safe.
 */
public final class Assurances {
  private final Map<ChangeKey, ChangeCase> changes = new LinkedHashMap<>();
  private final Map<ChangeKey, Asked> asked = new HashMap<>();
  private final Map<AssessmentKey, Assessment> assessments = new LinkedHashMap<>();

  /**
   * The newest intent about a change.
   *
   * @param intent its id
   * @param notBefore when it is asked again, if nobody answered
   * @param failuresCount how often it failed
   */
  public record Asked(CorrelationId intent, Instant notBefore, int failuresCount) {}

  Outcome apply(Outcome.OfAssurance outcome) {
    if (outcome instanceof Outcome.ChangeIs is) {
      ChangeCase old = changes.put(is.change().key(), is.change());
      return old == null
          ? new Outcome.ChangeForgotten(is.change().key())
          : new Outcome.ChangeIs(old);
    } else if (outcome instanceof Outcome.ChangeForgotten forgotten) {
      ChangeCase old = changes.remove(forgotten.key());
      return old == null ? forgotten : new Outcome.ChangeIs(old);
    } else if (outcome instanceof Outcome.ChangeAsked newer) {
      Optional<Asked> old = asked(newer.key());
      newer
          .asked()
          .ifPresentOrElse(a -> asked.put(newer.key(), a), () -> asked.remove(newer.key()));
      return new Outcome.ChangeAsked(newer.key(), old);
    } else if (outcome instanceof Outcome.AssessedIs is) {
      AssessmentKey key = AssessmentKey.of(is.assessment());
      Assessment old = assessments.put(key, is.assessment());
      return old == null ? new Outcome.AssessmentForgotten(key) : new Outcome.AssessedIs(old);
    } else if (outcome instanceof Outcome.AssessmentForgotten forgotten) {
      Assessment old = assessments.remove(forgotten.key());
      return old == null ? forgotten : new Outcome.AssessedIs(old);
    }
    throw new IllegalStateException("unknown outcome " + outcome);
  }

  /** All changes known. A live view: not to be kept. */
  public Collection<ChangeCase> changes() {
    return Collections.unmodifiableCollection(changes.values());
  }

  /** The newest version of a change. */
  public Optional<ChangeCase> change(ChangeKey key) {
    return Optional.ofNullable(changes.get(key));
  }

  /** The newest intent about a change. */
  public Optional<Asked> asked(ChangeKey key) {
    return Optional.ofNullable(asked.get(key));
  }

  /** All assessments known. A live view: not to be kept. */
  public Collection<Assessment> assessments() {
    return Collections.unmodifiableCollection(assessments.values());
  }

  /** What is known about one firmware. */
  public Optional<Assessment> assessment(AssessmentKey key) {
    return Optional.ofNullable(assessments.get(key));
  }
}
