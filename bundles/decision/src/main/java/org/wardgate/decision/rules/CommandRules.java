package org.wardgate.decision.rules;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Erasure;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/** What follows from commands. */
final class CommandRules {
  private final Admission admission;
  private final ExemptionRules exemptions;

  CommandRules(Admission admission, ExemptionRules exemptions) {
    this.admission = admission;
    this.exemptions = exemptions;
  }

  void decide(Draft draft, Command.OfDevice command) {
    Optional<DeviceCase> known = draft.find(command.device());
    if (known.isEmpty()) {
      draft.refuse(Problem.of(DecisionErrors.UNKNOWN_DEVICE, command.device().value()));
    } else if (ExemptionRules.protects(draft, known.get(), command)) {
      return; // it has been refused
    } else if (command instanceof Command.Quarantine) {
      quarantine(draft, known.get(), command);
    } else if (command instanceof Command.Release) {
      release(draft, known.get(), command);
    } else if (command instanceof Command.Revoke) {
      revoke(draft, known.get(), command);
    } else if (command instanceof Command.HandOver handOver) {
      HandoverRules.command(draft, known.get(), handOver);
    } else if (command instanceof Command.Retire) {
      retire(draft, known.get(), command);
    } else {
      exemptions.decide(draft, known.get(), command);
    }
  }

  /** There is no rule for it: nothing changes. */
  static void unsupported(Draft draft, Command command) {
    draft.refuse(
        Problem.of(
            DecisionErrors.NOT_ALLOWED, command.getClass().getSimpleName() + " has no rule"));
  }

  private static void quarantine(Draft draft, DeviceCase current, Command command) {
    switch (current.standing().state()) {
      case REFUSED, RETIRED -> notAllowed(draft, current);
      default -> Degradation.worsen(draft, current, problem(DecisionErrors.OPERATOR, command));
    }
  }

  private static Problem problem(ErrorCode code, Command command) {
    return Problem.of(code, command.operator() + ": " + command.reason());
  }

  /** Cut and taken back; one that is out of service had its certificates taken back already. */
  private static void revoke(Draft draft, DeviceCase current, Command command) {
    boolean stranger = current.policy().manufacturerId().isEmpty();
    if (stranger || current.standing().state() == DeviceState.RETIRED) {
      notAllowed(draft, current);
      return;
    }
    Degradation.worsen(draft, current, problem(DecisionErrors.REVOKED_BY_OPERATOR, command));
    RevocationRules.order(
        draft, draft.find(current.device()).orElse(current), RevocationReason.UNSPECIFIED);
    draft
        .find(current.device())
        .ifPresent(c -> draft.put(c.with(c.life().revokedByOperator(true))));
  }

  private static void retire(Draft draft, DeviceCase current, Command command) {
    if (current.standing().state() == DeviceState.RETIRED) {
      notAllowed(draft, current);
    } else {
      RetirementRules.retire(draft, current, command);
    }
  }

  /** Whoever releases a device that was seen twice has looked at both. */
  private void release(Draft draft, DeviceCase seen, Command command) {
    boolean twin = seen.life().twin().isPresent();
    DeviceCase current =
        seen.with(seen.life().seenTwice(Optional.empty()).revokedByOperator(false));
    switch (current.standing().state()) {
      case QUARANTINED, RESTRICTED -> releaseCut(draft, current, command);
      case REFUSED, RETIRED -> readmit(draft, current, command);
      default -> {
        if (!twin) {
          notAllowed(draft, current);
          return;
        }
        Standing standing = current.standing();
        draft.put(
            standing.state() == DeviceState.ADMITTED
                ? admission.again(draft, current)
                : current.with(
                    Standing.good(
                        standing.state(), standing.since(), "released by " + command.operator())));
        said(draft, current, command);
      }
    }
  }

  /**
   * It starts again; what is in force (its floor, or nothing) stays until it has attested. Without
   * a certificate that counts it starts from the gate.
   */
  private void releaseCut(Draft draft, DeviceCase current, Command command) {
    boolean revoked = current.life().revocation().isPresent();
    DeviceCase known = ofToday(draft, current);
    boolean elsewhere = current.life().handover().isPresent();
    if (revoked || elsewhere) {
      known = known.with(known.life().unconfigured());
    }
    Standing standing =
        known.policy().profile().isPresent() && !revoked
            ? AttestationRules.released(draft, command.operator())
            : Standing.good(
                DeviceState.IDENTIFIED, draft.at(), "released by " + command.operator());
    DeviceCase released = known.with(standing).with(TrustFacts.NONE);
    draft.put(released);
    draft.putLive(current.device(), l -> l.opening(false));
    said(draft, current, command);
    if (current.policy().everAdmitted() && !revoked) {
      Challenges.ask(draft, released);
      admission.resume(draft, released);
    }
  }

  private static void readmit(Draft draft, DeviceCase current, Command command) {
    Optional<InventoryEntry> entry = draft.inventory().entry(current.device());
    boolean erased = current.life().erasure() == Erasure.DONE;
    boolean stranger = current.policy().equals(PolicyFacts.NONE) && !erased;
    if (stranger || entry.isEmpty()) {
      notAllowed(draft, current);
      return;
    }
    DeviceCase known =
        erased
            ? Arrivals.begin(draft, entry.get(), new Location(TransportKind.COAP, "", List.of()))
            : ofToday(draft, current);
    draft.put(
        known
            .with(known.life().unconfigured())
            .with(
                Standing.good(
                    DeviceState.IDENTIFIED, draft.at(), "released by " + command.operator()))
            .with(TrustFacts.NONE));
    said(draft, current, command);
  }

  /** The inventory may have given its place to another one since. */
  private static DeviceCase ofToday(Draft draft, DeviceCase current) {
    DeviceCase here = current.with(current.life().handedOver(Optional.empty()));
    return draft
        .inventory()
        .entry(current.device())
        .map(entry -> Arrivals.placeOf(here, entry))
        .orElse(here);
  }

  private static void said(Draft draft, DeviceCase current, Command command) {
    draft.say(current.device(), "device.released", command.operator() + ": " + command.reason());
  }

  private static void notAllowed(Draft draft, DeviceCase current) {
    draft.refuse(
        Problem.of(
            DecisionErrors.NOT_ALLOWED, current.device() + " is " + current.standing().state()));
  }
}
