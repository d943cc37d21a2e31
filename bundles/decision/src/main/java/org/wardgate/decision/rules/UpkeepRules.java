package org.wardgate.decision.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.configuration.ConfigurationEvent;
import org.wardgate.api.configuration.ConfigurationEvent.RefusedValue;
import org.wardgate.api.error.Problem;
import org.wardgate.api.update.UpdateEvent.StepTaken;
import org.wardgate.api.update.UpdateState;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.UpdateMark;
import org.wardgate.decision.state.Upkeep;

/** What is recorded of the gateway's own upkeep; it changes no device's standing. Stateless. */
final class UpkeepRules {
  /** Most updates remembered; then the oldest goes. */
  static final int UPDATES_MAX_COUNT = 32;

  /** Most steps of an update remembered; then the oldest goes. */
  static final int STEPS_MAX_COUNT = 128;

  /** Most configurations remembered as refused; further ones are recorded without an alarm. */
  static final int REFUSED_MAX_COUNT = 256;

  /** Most values of one configuration that are named. */
  static final int VALUES_MAX_COUNT = 8;

  private static final int SHOWN_ID_CHARS = 12;

  private UpkeepRules() {}

  /** A step of an update; the same one is recorded once. */
  static void taken(Draft draft, StepTaken event) {
    Upkeep upkeep = draft.state().upkeep();
    Optional<UpdateMark> known = upkeep.update(event.id());
    // the updater and the installer count for themselves: the time tells their steps apart
    String step = event.number() + " " + event.state() + " " + event.at();
    List<String> steps = new ArrayList<>(known.map(UpdateMark::steps).orElse(List.of()));
    if (steps.contains(step)) {
      return;
    }
    steps.add(step);
    if (steps.size() > STEPS_MAX_COUNT) {
      steps.remove(0);
    }
    if (event.state() == UpdateState.COMMITTED) {
      // it runs and counts: what was to be looked at of the others is over
      List.copyOf(upkeep.updates()).stream()
          .filter(update -> update.alarming() && !update.id().equals(event.id()))
          .forEach(update -> draft.also(new Outcome.UpdateIs(update.settle())));
    }
    if (known.isEmpty() && upkeep.updates().size() >= UPDATES_MAX_COUNT) {
      // last: what is settled would be there again
      upkeep.updates().stream()
          .min(Comparator.comparing(UpdateMark::at).thenComparing(UpdateMark::id))
          .ifPresent(oldest -> draft.also(new Outcome.UpdateForgotten(oldest.id())));
    }
    String line = line(event);
    draft.also(
        new Outcome.UpdateIs(
            new UpdateMark(event.id(), event.state().name(), line, event.at(), steps, false)));
    draft.say("update.step", line);
  }

  private static String line(StepTaken event) {
    StringBuilder line = new StringBuilder("update ");
    line.append(event.id(), 0, Math.min(SHOWN_ID_CHARS, event.id().length()));
    add(line, " to ", event.version());
    add(line, " from ", event.from());
    line.append(": ").append(event.state());
    add(line, " by ", event.operator());
    add(line, ": ", event.problem().map(Problem::line).orElseGet(event::detail));
    return line.toString();
  }

  private static void add(StringBuilder line, String before, String text) {
    if (!text.isEmpty()) {
      line.append(before).append(Problem.clean(text));
    }
  }

  /** Values were not taken; the same ones are recorded once. */
  static void refused(Draft draft, ConfigurationEvent.Refused event) {
    Upkeep upkeep = draft.state().upkeep();
    List<String> lines =
        event.values().stream().limit(VALUES_MAX_COUNT).map(UpkeepRules::line).toList();
    if (lines.isEmpty() || lines.equals(upkeep.refused().get(event.pid()))) {
      return;
    }
    if (upkeep.refused().containsKey(event.pid()) || upkeep.refused().size() < REFUSED_MAX_COUNT) {
      draft.also(new Outcome.ConfigurationRefused(event.pid(), lines));
    } else {
      draft.also(new Outcome.Noted());
    }
    int more = event.values().size() - lines.size();
    draft.say(
        "configuration.refused",
        Problem.clean(event.pid())
            + ": "
            + String.join("; ", lines)
            + (more > 0 ? "; and " + more + " more" : ""));
  }

  private static String line(RefusedValue value) {
    return Problem.clean(value.property() + " '" + value.value() + "'")
        + " "
        + value.problem().line();
  }

  /** A configuration that was refused was taken. */
  static void accepted(Draft draft, ConfigurationEvent.Accepted event) {
    if (draft.state().upkeep().refused().containsKey(event.pid())) {
      draft.also(new Outcome.ConfigurationRefused(event.pid(), List.of()));
      draft.say("configuration.accepted", Problem.clean(event.pid()));
    }
  }
}
