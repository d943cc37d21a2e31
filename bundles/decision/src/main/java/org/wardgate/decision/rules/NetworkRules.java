package org.wardgate.decision.rules;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.network.NetworkEvent.AddressBound;
import org.wardgate.api.network.NetworkEvent.AddressUnknown;
import org.wardgate.api.network.NetworkEvent.AddressesSeen;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.network.NetworkEvent.PacketsDenied.Destination;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Violations;

/** What follows from the ward network's events. */
final class NetworkRules {
  private final Weighing weighing;
  private final Admission admission;
  private final MudUrlRules mudUrls;

  NetworkRules(Weighing weighing, Admission admission, MudUrlRules mudUrls) {
    this.weighing = weighing;
    this.admission = admission;
    this.mudUrls = mudUrls;
  }

  void bound(Draft draft, AddressBound event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty()
        || !known.get().location().address().equals(Addresses.text(event.binding().address()))) {
      return; // it has moved on meanwhile
    }
    NetworkBinding found =
        new NetworkBinding(Addresses.plain(event.binding().address()), event.binding().mac());
    Optional<DeviceCase> other =
        draft
            .state()
            .deviceAt(found)
            .filter(holder -> !holder.equals(event.device()))
            .flatMap(draft::find);
    if (other.isPresent() && other.get().policy().target().isPresent()) {
      Problem conflict =
          Problem.of(NetworkErrors.ADDRESS_CONFLICT, "held by " + other.get().device());
      draft.put(known.get().with(known.get().standing().because(conflict)));
      draft.say(event.device(), "device.waiting", conflict.line());
      return;
    }
    other.ifPresent(left -> draft.put(left.with(left.location().without(found))));
    DeviceCase located = known.get().with(known.get().location().joinedAt(found));
    draft.put(located);
    draft.say(event.device(), "device.located", "attached as " + event.binding().mac());
    if (located.policy().target().isPresent()) {
      draft.enforce(event.device());
    } else {
      admission.advance(draft, located);
    }
    if (located.policy().profile().isEmpty()) {
      draft
          .find(event.device())
          .ifPresent(
              c -> mudUrls.reconsider(draft, c, Optional.empty())); // DHCP may have named one
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

  /** The ward sees other addresses behind a device's hardware address than before. */
  void seen(Draft draft, AddressesSeen event) {
    Set<DeviceId> holders = draft.state().devicesWith(event.mac());
    if (holders.size() != 1) {
      return; // nobody's, or a host that several devices are behind
    }
    DeviceCase current = holders.stream().findFirst().flatMap(draft::find).orElseThrow();
    Set<InetAddress> free = new HashSet<>();
    Optional<DeviceCase> other = Optional.empty();
    for (InetAddress seen : event.addresses()) {
      InetAddress address = Addresses.plain(seen);
      Optional<DeviceCase> holder = holder(draft, current, address);
      if (holder.isEmpty()) {
        free.add(address);
      }
      other = other.or(() -> holder);
    }
    DeviceCase located = current.with(current.location().withFurther(event.mac(), free));
    if (!located.equals(current)) {
      draft.put(located);
      draft.say(
          current.device(),
          "device.located",
          located.location().bindings().size() + " addresses behind " + event.mac());
      if (located.policy().target().isPresent()) {
        draft.enforce(current.device());
      }
    }
    other.ifPresent(holder -> conflict(draft, located, holder));
  }

  private static Optional<DeviceCase> holder(Draft draft, DeviceCase current, InetAddress address) {
    return draft.state().devicesWith(address).stream()
        .filter(d -> !d.equals(current.device()))
        .flatMap(d -> draft.find(d).stream())
        .filter(NetworkRules::keepsItsAddress)
        .findFirst();
  }

  /**
   * Also while it has nothing: it may come back. A retired one does not, unless it has its floor.
   */
  private static boolean keepsItsAddress(DeviceCase c) {
    return c.policy().target().isPresent() || c.standing().state() != DeviceState.RETIRED;
  }

  private static void conflict(Draft draft, DeviceCase current, DeviceCase holder) {
    Problem conflict = Problem.of(NetworkErrors.ADDRESS_CONFLICT, "held by " + holder.device());
    if (!current.standing().says(conflict)) {
      draft.put(current.with(current.standing().because(conflict)));
      draft.say(current.device(), "device.address-conflict", conflict.line());
    }
  }

  /** Undeclared traffic counts once a device is admitted; before that it is simply dropped. */
  void denied(Draft draft, PacketsDenied event) {
    Optional<DeviceCase> known = draft.state().deviceAt(event.source()).flatMap(draft::find);
    if (known.isEmpty() || known.get().standing().state() != DeviceState.ADMITTED) {
      return;
    }
    DeviceCase before = known.get();
    List<Destination> withheld = new WithheldTraffic(draft, before).of(event);
    long undeclared = event.count() - withheld.stream().mapToLong(Destination::count).sum();
    boolean allWithheld = withheld.size() >= event.destinationsCount();
    show(draft, before, event);
    if (allWithheld) {
      sayWithheld(draft, before, withheld);
      return;
    }
    weigh(
        draft, before, event, Math.max(1, undeclared), event.destinationsCount() - withheld.size());
  }

  private static void show(Draft draft, DeviceCase before, PacketsDenied event) {
    draft.also(
        new Outcome.DeniedIs(
            before.device(),
            draft
                .state()
                .denied(before.device())
                .plus(
                    Addresses.plain(event.destination()),
                    event.protocol(),
                    event.port(),
                    (double) event.count() / Math.max(1, event.destinationsCount()),
                    draft.at())));
  }

  /** It does what it was made for and may not do now: people see it, and it weighs nothing. */
  private static void sayWithheld(Draft draft, DeviceCase c, List<Destination> withheld) {
    if (draft.mayBeSaid("withheld " + c.device(), DecisionLimits.WITHHELD_SAID_EVERY)) {
      draft.also(new Outcome.Noted());
      draft.say(
          c.device(),
          "device.withheld",
          "declared, but withheld now: "
              + withheld.stream()
                  .map(
                      d ->
                          d.address().getHostAddress()
                              + " protocol "
                              + d.protocol()
                              + " port "
                              + d.port())
                  .collect(Collectors.joining(", ")));
    }
  }

  private void weigh(
      Draft draft, DeviceCase before, PacketsDenied event, long packets, int destinations) {
    Violations violations = before.trust().violations().plus(packets, destinations, draft.at());
    DeviceCase current = before.with(before.trust().withViolations(violations));
    TrustVerdict verdict = weighing.weigh(draft, current);
    DeviceCase weighed = current.with(current.trust().withVerdict(verdict));
    Challenges.promptly(draft, weighed);
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
    if (verdict.outcome() != TrustVerdict.Outcome.NOT_TRUSTED) {
      draft.put(admission.watched(draft, admission.refit(draft, before, weighed)));
      draft.say(weighed.device(), "device.violation", "denied: " + seen);
    } else {
      Degradation.worsen(draft, weighed, Problem.of(DecisionErrors.VIOLATIONS, seen));
    }
  }
}
