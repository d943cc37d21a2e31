package org.wardgate.decision.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.decision.json.StepJson;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Step;

/**
 * A step as records: one for what it is about, and one for each other device whose case it changes.
 * So a device's data are in its own records alone and can be erased with them, and no step, however
 * many devices it changes, becomes too large for a record.
 */
final class StepRecords {
  private StepRecords() {}

  /**
   * A record to be.
   *
   * @param at when it was decided
   * @param kind what it is
   * @param subject the device it is about, absent if none
   * @param line for people; empty if there is nothing to say
   * @param outcomes to fold, and those that are not durable
   * @param intents that follow
   */
  record Part(
      Instant at,
      String kind,
      Optional<DeviceId> subject,
      String line,
      List<Outcome> outcomes,
      List<Intent> intents) {
    JournalEntry entry() {
      return new JournalEntry(at, kind, subject, StepJson.write(line, outcomes, intents));
    }
  }

  /**
   * The records of a durable step.
   *
   * @param reasonBefore why a device stood where it stood before the step
   */
  static List<Part> of(Step step, Function<DeviceId, String> reasonBefore) {
    List<Part> others = new ArrayList<>();
    List<Outcome> own = new ArrayList<>();
    for (Outcome outcome : step.outcomes()) {
      if (outcome instanceof Outcome.CaseIs is
          && !step.subject().equals(Optional.of(is.newCase().device()))) {
        others.add(other(step, is, reasonBefore));
      } else {
        own.add(outcome);
      }
    }
    boolean wordless =
        step.line().isEmpty() && own.stream().noneMatch(Outcome::durable) && !others.isEmpty();
    List<Part> parts = new ArrayList<>();
    if (wordless) {
      Part first = others.remove(0);
      List<Outcome> outcomes = new ArrayList<>(first.outcomes());
      outcomes.addAll(own);
      parts.add(
          new Part(
              step.at(), step.kind(), first.subject(), first.line(), outcomes, step.intents()));
    } else {
      parts.add(new Part(step.at(), step.kind(), step.subject(), step.line(), own, step.intents()));
    }
    parts.addAll(others);
    return List.copyOf(parts);
  }

  private static Part other(Step step, Outcome.CaseIs is, Function<DeviceId, String> reasonBefore) {
    DeviceCase c = is.newCase();
    String reason = c.standing().reason();
    boolean news = !reason.equals(reasonBefore.apply(c.device()));
    return new Part(
        step.at(),
        step.kind(),
        Optional.of(c.device()),
        news ? reason : "",
        List.of(is),
        List.of());
  }
}
