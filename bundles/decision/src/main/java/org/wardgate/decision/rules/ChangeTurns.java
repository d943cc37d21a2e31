package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.Change;
import org.wardgate.decision.state.Assurances.Asked;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeCase.State;
import org.wardgate.decision.state.ChangeKey;

/**
 * Changes of what appraisals depend on count one after the other. A try tells what would become of
 * the ward if nothing else changed: two that harm nobody alone may harm everybody together.
 */
final class ChangeTurns {
  private ChangeTurns() {}

  /** Whether nothing else that appraisals depend on is about to count. */
  static boolean free(Draft draft, ChangeCase change) {
    return draft.assurance().changes().stream()
        .filter(c -> c.state() == State.ADOPTING && appraised(c))
        .allMatch(c -> c.key().equals(change.key()));
  }

  private static boolean appraised(ChangeCase c) {
    return c.change().kind() != Change.Kind.VULNERABILITIES;
  }

  /** Whether this is the answer to the newest question; older ones are about what was. */
  static boolean answersNewest(Draft draft, ChangeCase known, CorrelationId answered) {
    return draft.assurance().asked(known.key()).map(a -> a.intent().equals(answered)).orElse(false);
  }

  /** What was in force has changed: what was tried against it says nothing any more. */
  static void tryOthersAgain(Draft draft, Change settled) {
    draft.assurance().changes().stream()
        .filter(c -> c.state() == State.TRYING && appraised(c))
        .filter(c -> !c.change().equals(settled))
        .forEach(c -> draft.assurance().asked(c.key(), Optional.empty()));
  }

  /**
   * It is not in force. Something else may have come into force since it was tried, so it is tried
   * again, each time after a longer wait; so are those that waited for it.
   */
  static void failed(Draft draft, ChangeFailed event) {
    Optional<ChangeCase> known =
        draft
            .assurance()
            .change(ChangeKey.of(event.change()))
            .filter(k -> k.change().equals(event.change()))
            .filter(k -> answersNewest(draft, k, event.correlationId()));
    if (known.isEmpty()) {
      return;
    }
    if (known.get().state() == State.ADOPTING) {
      draft.assurance().put(known.get().in(State.TRYING, draft.at()));
      tryOthersAgain(draft, event.change());
    }
    draft
        .assurance()
        .asked(known.get().key())
        .map(a -> new Asked(a.intent(), draft.in(wait(a.failuresCount())), a.failuresCount() + 1))
        .ifPresent(a -> draft.assurance().asked(known.get().key(), Optional.of(a)));
  }

  /** Whether it may be asked again: its time has come, or the clock went back since. */
  static boolean due(Draft draft, Asked asked) {
    Duration left = Duration.between(draft.at(), asked.notBefore());
    return left.compareTo(Duration.ZERO) <= 0
        || left.compareTo(wait(DecisionLimits.CHANGE_RETRY_DOUBLINGS_MAX)) > 0;
  }

  private static Duration wait(int failuresCount) {
    return DecisionLimits.CHANGE_RETRY.multipliedBy(
        1L << Math.min(failuresCount, DecisionLimits.CHANGE_RETRY_DOUBLINGS_MAX));
  }

  /** It was asked for just now; that it failed before is not forgotten. */
  static Asked asked(Draft draft, ChangeCase c, CorrelationId intent) {
    int failuresCount = draft.assurance().asked(c.key()).map(Asked::failuresCount).orElse(0);
    return new Asked(intent, draft.in(DecisionLimits.CHANGE_RETRY), failuresCount);
  }
}
