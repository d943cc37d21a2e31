package org.wardgate.decision.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Exemptions;
import org.wardgate.decision.state.IdevidFacts;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/** What follows when a device proved who it is. */
final class Arrivals {
  /** Causes that a proof from outside this ward ends: the device begins again, at the gate. */
  private static final Set<String> BEGINS_AGAIN =
      Set.of(DecisionErrors.NOT_RENEWED.code(), DecisionErrors.REMOVED_FROM_INVENTORY.code());

  private final DecisionLimits limits;
  private final MudUrlRules mudUrls;

  Arrivals(DecisionLimits limits, MudUrlRules mudUrls) {
    this.limits = limits;
    this.mudUrls = mudUrls;
  }

  void identified(Draft draft, DeviceIdentified event) {
    DeviceId device = event.identity().device();
    Optional<InventoryEntry> entry = draft.inventory().entry(device);
    Optional<DeviceCase> known = draft.find(device);
    if (entry.isEmpty()) {
      return; // the authenticator refused it already, or will when the inventories agree again
    }
    if (known.isEmpty() && full(draft)) {
      sayFull(draft, device);
      return;
    }
    if (known.isPresent() && barred(draft, known.get(), event.identity())) {
      RevocationRules.closeSessions(draft, known.get());
      return;
    }
    Location location = location(event, known);
    DeviceCase current =
        known
            .map(c -> begunAgain(draft, c, event.identity(), entry.get()).with(location))
            .orElseGet(() -> begin(draft, entry.get(), location));
    if (event.identity().kind() == Kind.IDEVID) {
      current = current.with(current.life().showing(Idevids.facts(event.identity())));
    }
    draft.put(current);
    draft.putLive(device, l -> l.unfailed(OpenWork.Kind.CONFIGURE)); // it can be asked now
    HandoverRules.came(draft, current);
    if (event.identity().kind() == Kind.LDEVID && current.policy().everAdmitted()) {
      Challenges.promptly(draft, current); // it was away: what it showed before is old
    }
    if (!current.location().bound()) {
      bind(draft, event);
    }
    mudUrls.reconsider(draft, current, event.identity().mudUrl());
  }

  /** Out of service, or with a certificate that no longer counts here. */
  private static boolean barred(Draft draft, DeviceCase c, PeerIdentity identity) {
    boolean withOurs = identity.kind() == Kind.LDEVID;
    boolean withAnothers = identity.kind() == Kind.PEER_LDEVID;
    return c.standing().state() == DeviceState.RETIRED
        || (withAnothers && HandoverRules.handedOver(c) && !HandoverRules.expected(draft, c))
        || (withOurs && c.life().revocation().isPresent())
        || (withOurs && HandoverRules.handedOver(c));
  }

  boolean full(Draft draft) {
    return draft.state().cases().size() >= limits.devicesMaxCount() + limits.strangersMaxCount();
  }

  private void sayFull(Draft draft, DeviceId device) {
    if (draft.mayBeSaid("full", DecisionLimits.FULL_SAID_EVERY)) {
      draft.also(new Outcome.Noted());
      draft.say(
          "ward.full",
          Problem.of(DecisionErrors.TOO_MANY_DEVICES, device + " was turned away").line());
    }
  }

  /** What was in force, its floor or nothing, stays until it has attested. */
  private static DeviceCase begunAgain(
      Draft draft, DeviceCase c, PeerIdentity identity, InventoryEntry entry) {
    String cause = c.standing().problem().map(Problem::code).orElse("");
    boolean ends = BEGINS_AGAIN.contains(cause) || silentTooLong(draft, c);
    boolean outside = identity.kind().initial() && ends;
    boolean back =
        identity.kind() == Kind.PEER_LDEVID
            && HandoverRules.handedOver(c)
            && HandoverRules.expected(draft, c);
    return outside || back
        ? anew(draft, c, entry, back ? "handed over to this ward" : "it begins again")
        : c.life().serialNumber().isEmpty()
            ? c.with(c.life().ofSerial(entry.serial())) // a record of before did not say it
            : c;
  }

  /** Cut for silence alone, and its certificate ended meanwhile: it cannot come back with it. */
  static boolean silentTooLong(Draft draft, DeviceCase c) {
    boolean silent =
        c.standing().problem().map(p -> p.code().equals(DecisionErrors.STALE.code())).orElse(false);
    return silent && c.life().certificate().endedBefore(draft.at());
  }

  /** It starts again from the gate; what is in force stays until it has attested. */
  static DeviceCase anew(Draft draft, DeviceCase c, InventoryEntry entry, String why) {
    draft.putLive(c.device(), l -> l.opening(false));
    draft.say(c.device(), "device.identified", why);
    return c.with(Standing.good(DeviceState.IDENTIFIED, draft.at(), why))
        .with(TrustFacts.NONE)
        .with(placeOf(c, entry).policy())
        .with(placeOf(c, entry).life().handedOver(Optional.empty()).unconfigured());
  }

  /** Whether the inventory gave its place to another device. */
  static boolean replaced(DeviceCase c, InventoryEntry entry) {
    String serial = c.life().serialNumber();
    return !entry.manufacturerId().equals(c.policy().manufacturerId())
        || (!serial.isEmpty() && !serial.equals(entry.serial()));
  }

  /** The case, for the device that has the place now. */
  static DeviceCase placeOf(DeviceCase c, InventoryEntry entry) {
    DeviceCase named = c.with(c.life().ofSerial(entry.serial()));
    return replaced(c, entry)
        ? named
            .with(c.policy().replacedBy(entry.manufacturerId()))
            .with(named.life().unconfigured().showing(IdevidFacts.NONE))
        : named;
  }

  private static Location location(DeviceIdentified event, Optional<DeviceCase> known) {
    String address = Addresses.text(event.address());
    List<NetworkBinding> bindings =
        known.map(c -> c.location().joinedFirst(address)).orElse(List.of());
    return known
        .map(DeviceCase::location)
        .filter(l -> l.address().equals(address) && l.transport() == event.kind())
        .orElseGet(() -> new Location(event.kind(), address, bindings));
  }

  /** A case of a device that nothing is known of but what the inventory says. */
  static DeviceCase begin(Draft draft, InventoryEntry entry, Location location) {
    Optional<PolicySet> floor = Policies.floor(entry);
    PolicyFacts policy =
        new PolicyFacts(
            entry.manufacturerId(),
            NamedUrl.NONE,
            Optional.empty(),
            floor.map(draft::add),
            entry.hasFloor(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty());
    Standing standing =
        Standing.good(
            DeviceState.IDENTIFIED, draft.at(), "it proved who made it and is in the inventory");
    draft.say(entry.device(), "device.identified", standing.reason());
    return new DeviceCase(
        entry.device(),
        entry.name(),
        standing,
        location,
        policy,
        TrustFacts.NONE,
        AdvisoryMarks.NONE,
        Life.NONE.ofSerial(entry.serial()),
        Exemptions.NONE);
  }

  private static void bind(Draft draft, DeviceIdentified event) {
    DeviceId device = event.identity().device();
    draft.ask(
        OpenWork.Kind.BIND,
        Optional.of(device),
        id ->
            new NetworkIntent.BindAddress(
                id, draft.deadline(DecisionLimits.BIND_TIME_MAX), device, event.address()));
  }
}
