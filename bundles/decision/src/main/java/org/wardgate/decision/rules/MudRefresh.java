package org.wardgate.decision.rules;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.FileKey;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.ProfileNotes;

/**
 * Asks for MUD files again when their validity is over (RFC 8520 §3.5), once for all devices of a
 * URL. Whatever comes of it, what is in force stays until a newer file is verified.
 */
final class MudRefresh {
  private MudRefresh() {}

  static void tick(Draft draft, Iterable<DeviceCase> cases) {
    Set<FileKey> asked = new HashSet<>();
    for (DeviceCase c : cases) {
      if (asked.size() >= DecisionLimits.REFRESHES_MAX_COUNT) {
        return; // the rest with the next tick
      }
      FileKey key = new FileKey(c.policy().manufacturerId(), c.policy().mudUrl());
      if (due(draft, c, key) && asked.add(key)) {
        ask(draft, c, key);
      }
    }
  }

  private static boolean due(Draft draft, DeviceCase c, FileKey key) {
    return c.standing().state() == DeviceState.ADMITTED
        && draft.notes(c).map(n -> !draft.at().isBefore(n.refreshAt())).orElse(false)
        && draft
            .state()
            .refreshNotBefore(key)
            .map(notBefore -> !draft.at().isBefore(notBefore))
            .orElse(true);
  }

  private static void ask(Draft draft, DeviceCase c, FileKey key) {
    draft.also(new Outcome.RefreshIs(key, Optional.of(draft.in(DecisionLimits.REFRESH_RETRY))));
    draft.ask(
        OpenWork.Kind.REFRESH,
        Optional.of(c.device()),
        id ->
            new MudIntent.FetchMudFile(
                id,
                draft.deadline(DecisionLimits.FETCH_TIME_MAX),
                c.device(),
                key.manufacturerId(),
                key.mudUrl()));
  }

  /** Said once for each reason; it is tried again later. */
  static void failed(Draft draft, DeviceCase asked, Problem problem) {
    Optional<ProfileNotes> notes = draft.notes(asked);
    boolean same =
        notes
            .flatMap(ProfileNotes::refreshProblem)
            .map(p -> p.code().equals(problem.code()))
            .orElse(false);
    if (notes.isPresent() && !same) {
      draft.put(notes.get().because(problem));
      draft.say(
          asked.device(),
          "mud.not-refreshed",
          asked.policy().mudUrl() + " stays as it is: " + problem.line());
    }
  }
}
