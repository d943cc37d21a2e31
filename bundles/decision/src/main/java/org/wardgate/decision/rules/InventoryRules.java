package org.wardgate.decision.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.PolicyFacts;

/** What follows from a new inventory. One file cannot isolate a ward: there is a cap. */
final class InventoryRules {
  private final DecisionLimits limits;
  private final Admission admission;
  private final MudUrlRules mudUrls;
  private final Requirements requirements;

  InventoryRules(
      DecisionLimits limits, Weighing weighing, Admission admission, MudUrlRules mudUrls) {
    this.requirements = new Requirements(weighing);
    this.limits = limits;
    this.admission = admission;
    this.mudUrls = mudUrls;
  }

  void changed(Draft draft, InventoryChanged event) {
    InventorySnapshot next = event.snapshot();
    if (next.version() == 0 || next.equals(draft.state().inventory())) {
      return; // none is loaded yet, or it is in force already: that says nothing new
    }
    List<DeviceCase> known =
        draft.state().cases().stream()
            .filter(c -> !c.policy().manufacturerId().isEmpty())
            .filter(c -> c.standing().state() != DeviceState.RETIRED)
            .toList();
    List<DeviceCase> gone = known.stream().filter(c -> gone(next, c)).toList();
    List<DeviceCase> takenBack =
        known.stream().filter(c -> !gone(next, c) && newlyTakenBack(next, c)).toList();
    long admitted = known.stream().filter(c -> c.policy().target().isPresent()).count();
    List<DeviceCase> outgrown =
        known.stream().filter(c -> !gone(next, c) && !newlyTakenBack(next, c)).toList();
    Stream<DeviceCase> loseTrust =
        outgrown.stream().filter(c -> requirements.unmet(draft, next, c).isPresent());
    long cut =
        Stream.concat(Stream.concat(gone.stream(), takenBack.stream()), loseTrust)
            .filter(AdvisoryReach::hasTraffic) // what is cut already cannot be cut again
            .count();
    long cap = Math.max(limits.cutMinCount(), (long) (admitted * limits.cutShareMax()));
    if (cut > cap) {
      String detail =
          String.format(
              "version %d would cut %d of %d admitted devices, more than %d",
              next.version(), cut, admitted, cap);
      draft.say("inventory.held", Problem.of(InventoryErrors.HELD, detail).line());
      draft.refuse(Problem.of(InventoryErrors.HELD, detail)); // nobody else may go by it either
      return;
    }
    draft.put(next);
    draft.say("inventory.changed", "version " + next.version() + " is in force");
    known.forEach(c -> next.entry(c.device()).ifPresent(entry -> follow(draft, c, entry)));
    retired(draft)
        .forEach(c -> next.entry(c.device()).ifPresent(entry -> refloor(draft, c, entry)));
    outgrown.forEach(c -> requirements.follow(draft, c));
    gone.forEach(c -> remove(draft, next, draft.find(c.device()).orElse(c)));
    takenBack.forEach(c -> takeBack(draft, next, draft.find(c.device()).orElse(c)));
  }

  /** Out of service, but perhaps still in use: its floor follows the inventory too. */
  private static List<DeviceCase> retired(Draft draft) {
    return draft.state().cases().stream()
        .filter(c -> c.standing().state() == DeviceState.RETIRED)
        .filter(c -> !c.policy().manufacturerId().isEmpty())
        .toList();
  }

  /** Its manufacturer took back the IDevID it joined with; said and done once. */
  private static boolean newlyTakenBack(InventorySnapshot next, DeviceCase c) {
    Optional<Problem> problem = Idevids.revoked(next, c);
    return problem.isPresent()
        && !(c.standing().problem().equals(problem) && c.life().revocation().isPresent());
  }

  private static void takeBack(Draft draft, InventorySnapshot next, DeviceCase c) {
    Idevids.revoked(next, c).ifPresent(problem -> Degradation.worsen(draft, c, problem));
    RevocationRules.orderOnce(
        draft, draft.find(c.device()).orElse(c), RevocationReason.KEY_COMPROMISE);
  }

  /** It is not listed any more, or another device has its place. */
  private static boolean gone(InventorySnapshot next, DeviceCase c) {
    return next.entry(c.device()).map(entry -> Arrivals.replaced(c, entry)).orElse(true);
  }

  /** The place keeps its floor; the device that had it loses its certificates. */
  private static void remove(Draft draft, InventorySnapshot next, DeviceCase c) {
    boolean replaced = next.entry(c.device()).isPresent();
    Problem problem =
        Problem.of(
            DecisionErrors.REMOVED_FROM_INVENTORY, replaced ? "another device has its place" : "");
    if (!c.standing().problem().equals(Optional.of(problem))) {
      Degradation.refuse(draft, c, problem);
    }
    RevocationRules.orderOnce(
        draft, draft.find(c.device()).orElse(c), RevocationReason.CESSATION_OF_OPERATION);
  }

  /** Its floor, the hosts of its controllers and its MUD URL come from the inventory. */
  private void follow(Draft draft, DeviceCase current, InventoryEntry entry) {
    refloor(draft, current, entry);
    draft
        .find(current.device())
        .map(c -> c.with(c.policy().refusing(Optional.empty()))) // it may be expressible by now
        .ifPresent(c -> admission.regrant(draft, c));
    draft.find(current.device()).ifPresent(c -> mudUrls.reconsider(draft, c, Optional.empty()));
  }

  /** Floor and protection come from the inventory alone, whenever it says something new. */
  private void refloor(Draft draft, DeviceCase current, InventoryEntry entry) {
    Optional<ProfileId> floor = Policies.floor(entry).map(draft::add);
    PolicyFacts policy = current.policy();
    if (policy.floor().equals(floor) && policy.protectedFromCuts() == entry.hasFloor()) {
      return;
    }
    DeviceCase refloored = current.with(policy.withFloor(floor, entry.hasFloor()));
    draft.put(refloored);
    if (current.standing().state() == DeviceState.ADMITTED
        || draft.live(current.device()).opening()) {
      return; // what it has, or is about to have, is granted anew
    } else if (current.exemptions().grant().isPresent()) {
      admission.allow(draft, refloored);
    } else {
      Degradation.refloor(draft, refloored, policy.target().equals(policy.lowestTarget()));
    }
  }
}
