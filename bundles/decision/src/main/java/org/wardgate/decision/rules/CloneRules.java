package org.wardgate.decision.rules;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.KeySharedByTwo;
import org.wardgate.api.onboarding.OnboardingEvent.SeenTwice;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Twin;

/** What follows if somebody else may have a device's key. */
final class CloneRules {
  private CloneRules() {}

  /**
   * It stays where it is, since nobody knows which of the two is the device; but it gets no
   * certificate until an operator has looked. Said once until then: whoever has the key could say
   * it every second.
   */
  static void seenTwice(Draft draft, SeenTwice event) {
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty() || known.get().life().twin().isPresent()) {
      return;
    }
    Twin twin = new Twin(Addresses.text(event.held()), Addresses.text(event.refused()), draft.at());
    Problem problem = problem(twin);
    DeviceCase current = known.get();
    Enrolments.refuseOpen(draft, current, problem);
    draft.put(
        current
            .with(current.standing().because(problem))
            .with(current.life().seenTwice(Optional.of(twin))));
    draft.say(event.device(), "device.seen-twice", problem.line());
  }

  static Problem problem(Twin twin) {
    return Problem.of(
        OnboardingErrors.SEEN_TWICE, "at " + twin.held() + " and at " + twin.refused());
  }

  /** Both are cut: each may be the one whose key was copied. */
  static void keyShared(Draft draft, KeySharedByTwo event) {
    boolean one = cut(draft, event.device(), event.other());
    boolean other = cut(draft, event.other(), event.device());
    if (!one && !other) {
      draft.also(new Outcome.Noted());
      draft.say(
          "devices.key-shared",
          Problem.of(DecisionErrors.KEY_COMPROMISED, event.device() + " and " + event.other())
              .line());
    }
  }

  private static boolean cut(Draft draft, DeviceId device, DeviceId other) {
    Optional<DeviceCase> known = draft.find(device);
    if (known.isEmpty()) {
      return false;
    }
    DeviceCase current = known.get();
    Problem problem = Problem.of(DecisionErrors.KEY_COMPROMISED, "also shown as " + other);
    boolean said =
        List.of(DeviceState.QUARANTINED, DeviceState.RESTRICTED)
                .contains(current.standing().state())
            && current.standing().problem().equals(Optional.of(problem));
    if (current.standing().state() != DeviceState.RETIRED && !said) {
      Degradation.worsen(draft, current, problem);
    }
    if (!said) {
      RevocationRules.order(
          draft, draft.find(device).orElse(current), RevocationReason.KEY_COMPROMISE);
    }
    return true;
  }
}
