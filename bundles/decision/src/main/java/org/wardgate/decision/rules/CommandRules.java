package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/** What follows from commands. */
final class CommandRules {
  private CommandRules() {}

  static void decide(Draft draft, Command.OfDevice command) {
    Optional<DeviceCase> known = draft.find(command.device());
    if (known.isEmpty()) {
      draft.refuse(Problem.of(DecisionErrors.UNKNOWN_DEVICE, command.device().value()));
    } else if (command instanceof Command.Quarantine) {
      quarantine(draft, known.get(), command);
    } else if (command instanceof Command.Release) {
      release(draft, known.get(), command);
    } else {
      retire(draft, known.get(), command);
    }
  }

  private static Problem operator(Command command) {
    return Problem.of(DecisionErrors.OPERATOR, command.operator() + ": " + command.reason());
  }

  private static void quarantine(Draft draft, DeviceCase current, Command command) {
    switch (current.standing().state()) {
      case REFUSED, RETIRED -> notAllowed(draft, current);
      default -> Degradation.worsen(draft, current, operator(command));
    }
  }

  private static void retire(Draft draft, DeviceCase current, Command command) {
    if (current.standing().state() == DeviceState.RETIRED) {
      notAllowed(draft, current);
    } else {
      Degradation.retire(draft, current, operator(command));
    }
  }

  /** It starts again; what is in force (its floor, or nothing) stays until it has attested. */
  private static void release(Draft draft, DeviceCase current, Command command) {
    switch (current.standing().state()) {
      case QUARANTINED, RESTRICTED -> {
        Standing standing =
            current.policy().profile().isPresent()
                ? AttestationRules.released(draft, command.operator())
                : Standing.good(
                    DeviceState.IDENTIFIED, draft.at(), "released by " + command.operator());
        DeviceCase released = current.with(standing).with(TrustFacts.NONE);
        draft.put(released);
        draft.putLive(current.device(), l -> l.opening(false));
        draft.say(
            current.device(), "device.released", command.operator() + ": " + command.reason());
        if (current.policy().everAdmitted()) {
          AttestationRules.challenge(draft, released);
        }
      }
      case REFUSED, RETIRED -> {
        boolean stranger = current.policy().equals(PolicyFacts.NONE);
        boolean listed = draft.inventory().entry(current.device()).isPresent();
        if (stranger || !listed) {
          notAllowed(draft, current);
          return;
        }
        draft.put(
            current
                .with(
                    Standing.good(
                        DeviceState.IDENTIFIED, draft.at(), "released by " + command.operator()))
                .with(TrustFacts.NONE));
        draft.say(
            current.device(), "device.released", command.operator() + ": " + command.reason());
      }
      default -> notAllowed(draft, current);
    }
  }

  private static void notAllowed(Draft draft, DeviceCase current) {
    draft.refuse(
        Problem.of(
            DecisionErrors.NOT_ALLOWED, current.device() + " is " + current.standing().state()));
  }
}
