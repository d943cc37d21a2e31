package org.wardgate.decision.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.ChangeView;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.state.AdvisoryCase.Approval;
import org.wardgate.decision.state.AssessmentKey;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeKey;
import org.wardgate.decision.state.Outcome;

/**
 * Changes and known vulnerabilities as people see them. Written by the decision thread, read by
 * anybody.
 */
final class PublishedAssurances {
  private final Map<ChangeKey, ChangeCase> changes = new ConcurrentHashMap<>();
  private final Map<AssessmentKey, Assessment> assessments =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(AssessmentKey::manufacturerId)
              .thenComparing(AssessmentKey::model)
              .thenComparing(AssessmentKey::version));

  void publish(Outcome.OfAssurance outcome) {
    if (outcome instanceof Outcome.ChangeIs c) {
      changes.put(c.change().key(), c.change());
    } else if (outcome instanceof Outcome.ChangeForgotten f) {
      changes.remove(f.key());
    } else if (outcome instanceof Outcome.AssessedIs a) {
      assessments.put(AssessmentKey.of(a.assessment()), a.assessment());
    } else if (outcome instanceof Outcome.AssessmentForgotten f) {
      assessments.remove(f.key());
    }
  }

  Optional<Assessment> assessment(AssessmentKey key) {
    return Optional.ofNullable(assessments.get(key));
  }

  /** Those that wait for people, oldest first. */
  List<ChangeView> held() {
    return changes.values().stream()
        .filter(c -> c.state() == ChangeCase.State.HELD)
        .sorted(Comparator.comparing(ChangeCase::since).thenComparing(c -> c.change().id()))
        .map(
            c ->
                new ChangeView(
                    c.change(),
                    c.issuer(),
                    c.summary(),
                    c.since(),
                    c.worsened().stream().sorted(Comparator.comparing(DeviceId::value)).toList(),
                    c.consideredCount(),
                    c.approvals().stream().map(Approval::operator).toList()))
        .toList();
  }

  List<String> alarms() {
    return held().stream()
        .map(
            c ->
                Problem.of(
                        DecisionErrors.CHANGE_HELD,
                        c.change().id()
                            + " version "
                            + c.change().version()
                            + " of "
                            + c.issuer()
                            + ": "
                            + c.worsened().size()
                            + " devices: "
                            + c.worsened().stream()
                                .map(DeviceId::value)
                                .collect(Collectors.joining(", ")))
                    .line())
        .toList();
  }

  /** What came of a command about a change. */
  CommandOutcome outcome(Change change) {
    Optional<ChangeCase> known =
        Optional.ofNullable(changes.get(ChangeKey.of(change)))
            .filter(c -> c.change().equals(change));
    String approvals =
        known
            .map(ChangeCase::approvals)
            .filter(all -> !all.isEmpty())
            .map(
                all ->
                    "approved by "
                        + all.stream().map(Approval::operator).collect(Collectors.joining(", ")))
            .orElse("");
    return known
        .map(
            c ->
                new CommandOutcome(
                    change.id(), c.state().name(), approvals.isEmpty() ? c.summary() : approvals))
        .orElseGet(() -> new CommandOutcome(change.id(), "ADOPTED", "it counts"));
  }
}
