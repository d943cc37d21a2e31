package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.decision.state.DeviceCase;

/** Remembers that the ward CA itself cannot issue: no device can help that. */
final class IssuingRules {
  /** Refusals that say nothing about the ward CA: a bad key, or too many requests at once. */
  private static final Set<String> NOT_ITS_OWN =
      Set.of(PkiErrors.BAD_PUBLIC_KEY.code(), PkiErrors.BUSY.code());

  private IssuingRules() {}

  /** It did not issue what it was asked for, and still is. */
  static void refused(Draft draft, DeviceCase current, Problem problem) {
    Optional<Problem> before = draft.issuing().trouble();
    boolean same = before.map(p -> p.code().equals(problem.code())).orElse(false);
    boolean takenBack = current.life().revocation().isPresent();
    if (!same && !takenBack && !NOT_ITS_OWN.contains(problem.code())) {
      draft.put(draft.issuing().with(Optional.of(problem)));
      draft.say("authority.not-issuing", problem.line());
    }
  }

  /** It issued. */
  static void issues(Draft draft) {
    if (draft.issuing().trouble().isPresent()) {
      draft.put(draft.issuing().with(Optional.empty()));
    }
  }
}
