package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.network.NetworkEvent.AddressBound;
import org.wardgate.api.network.NetworkEvent.AddressUnknown;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.Violations;

/** What follows from the ward network's events. */
final class NetworkRules {
  private final Weighing weighing;
  private final Admission admission;

  NetworkRules(Weighing weighing, Admission admission) {
    this.weighing = weighing;
    this.admission = admission;
  }

  void bound(Draft draft, AddressBound event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty()
        || !known.get().location().address().equals(event.binding().address().getHostAddress())) {
      return; // it has moved on meanwhile
    }
    Optional<DeviceCase> other =
        draft
            .state()
            .deviceAt(event.binding())
            .filter(holder -> !holder.equals(event.device()))
            .flatMap(draft::find)
            .filter(holder -> holder.policy().target().isPresent());
    if (other.isPresent()) {
      Problem conflict =
          Problem.of(NetworkErrors.ADDRESS_CONFLICT, "held by " + other.get().device());
      draft.put(known.get().with(known.get().standing().because(conflict)));
      draft.say(event.device(), "device.waiting", conflict.line());
      return;
    }
    Location old = known.get().location();
    DeviceCase located =
        known
            .get()
            .with(new Location(old.transport(), old.address(), Optional.of(event.binding())));
    draft.put(located);
    draft.say(event.device(), "device.located", "attached as " + event.binding().mac());
    if (located.policy().target().isPresent()) {
      Degradation.enforceTarget(draft, located);
    } else {
      admission.advance(draft, located);
    }
  }

  void unknown(Draft draft, AddressUnknown event) {
    draft.close(event.correlationId());
    draft
        .find(event.device())
        .ifPresent(
            c -> {
              draft.put(c.with(c.standing().because(event.problem())));
              draft.say(event.device(), "device.waiting", event.problem().line());
            });
  }

  /** Undeclared traffic counts once a device is admitted; before that it is simply dropped. */
  void denied(Draft draft, PacketsDenied event) {
    Optional<DeviceCase> known = draft.state().deviceAt(event.source()).flatMap(draft::find);
    if (known.isEmpty() || known.get().standing().state() != DeviceState.ADMITTED) {
      return;
    }
    DeviceCase before = known.get();
    Violations violations =
        before.trust().violations().plus(event.count(), event.destinationsCount(), draft.at());
    DeviceCase current = before.with(before.trust().withViolations(violations));
    TrustVerdict verdict = weighing.weigh(draft, current);
    DeviceCase weighed =
        current.with(current.trust().withActual(verdict.actual().projectedProbability()));
    String seen =
        event.count()
            + " packets, "
            + event.destinationsCount()
            + " destinations, first "
            + event.destination().getHostAddress()
            + " protocol "
            + event.protocol()
            + " port "
            + event.port();
    if (verdict.outcome() == TrustVerdict.Outcome.TRUSTED) {
      draft.put(weighed);
      draft.say(weighed.device(), "device.violation", "denied: " + seen);
    } else {
      Degradation.worsen(draft, weighed, Problem.of(DecisionErrors.VIOLATIONS, seen));
    }
  }
}
