package org.wardgate.decision.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.state.AssessmentKey;
import org.wardgate.decision.state.Assurances;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeKey;
import org.wardgate.decision.state.Outcome;

/** The part of a step being written that is about changes and known vulnerabilities. */
final class AssuranceDraft {
  private final Assurances state;
  private final Map<ChangeKey, Optional<ChangeCase>> changes = new LinkedHashMap<>();
  private final Map<AssessmentKey, Assessment> assessments = new LinkedHashMap<>();
  private final List<Outcome> others = new ArrayList<>();

  AssuranceDraft(Assurances state) {
    this.state = state;
  }

  Optional<Assessment> assessment(AssessmentKey key) {
    Assessment written = assessments.get(key);
    return written != null ? Optional.of(written) : state.assessment(key);
  }

  int assessmentsCount() {
    long fresh =
        assessments.keySet().stream().filter(key -> state.assessment(key).isEmpty()).count();
    return state.assessments().size() + (int) fresh;
  }

  void put(Assessment assessment) {
    assessments.put(AssessmentKey.of(assessment), assessment);
  }

  Optional<ChangeCase> change(ChangeKey key) {
    Optional<ChangeCase> written = changes.get(key);
    return written != null ? written : state.change(key);
  }

  /** All changes as written so far; a copy. */
  List<ChangeCase> changes() {
    Map<ChangeKey, ChangeCase> all = new LinkedHashMap<>();
    state.changes().forEach(c -> all.put(c.key(), c));
    changes.forEach(
        (key, c) -> c.ifPresentOrElse(present -> all.put(key, present), () -> all.remove(key)));
    return List.copyOf(all.values());
  }

  void put(ChangeCase change) {
    changes.put(change.key(), Optional.of(change));
  }

  void forget(ChangeKey key) {
    changes.put(key, Optional.empty());
    asked(key, Optional.empty());
  }

  Optional<Assurances.Asked> asked(ChangeKey key) {
    return state.asked(key);
  }

  void asked(ChangeKey key, Optional<Assurances.Asked> asked) {
    others.add(new Outcome.ChangeAsked(key, asked));
  }

  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    assessments.values().forEach(a -> outcomes.add(new Outcome.AssessedIs(a)));
    changes.forEach(
        (key, c) -> {
          if (!c.equals(state.change(key))) {
            outcomes.add(
                c.<Outcome>map(Outcome.ChangeIs::new)
                    .orElseGet(() -> new Outcome.ChangeForgotten(key)));
          }
        });
    outcomes.addAll(others);
    return outcomes;
  }
}
