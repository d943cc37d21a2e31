package org.wardgate.decision.rules;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceFunction;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.ProfileNotes;

/** Which policy a device shall have. Says what, gives nothing. */
final class Targets {
  private static final String BOOTSTRAPPING = "bootstrapping:";

  private Targets() {}

  /** What an admitted device shall have: its floor, then its MUD file's rules for this hospital. */
  static PolicySet declared(Draft draft, DeviceCase c) {
    PolicySet profile = c.policy().profile().flatMap(draft::policy).orElseThrow();
    PolicySet resolved = resolved(draft, c, profile);
    PolicySet trusted = Functions.without(resolved, withheld(draft, c), kept(draft, c));
    PolicySet limited = limits(draft, c) ? Policies.localOnly(trusted) : trusted;
    return c.policy()
        .floor()
        .flatMap(draft::policy)
        .map(floor -> Policies.withFloor(limited, floor))
        .orElse(limited);
  }

  /** Everything its MUD file and its floor declare, whatever is withheld now. */
  static Optional<PolicySet> full(Draft draft, DeviceCase c) {
    Optional<PolicySet> floor = c.policy().floor().flatMap(draft::policy);
    return c.policy()
        .profile()
        .flatMap(draft::policy)
        .map(profile -> resolved(draft, c, profile))
        .map(all -> floor.map(f -> Policies.withFloor(all, f)).orElse(all));
  }

  /** What a device may do before it is admitted, absent unless its MUD file says so. */
  static Optional<PolicySet> bootstrapping(Draft draft, DeviceCase c) {
    return draft
        .notes(c)
        .flatMap(ProfileNotes::bootstrapping)
        .flatMap(draft::policy)
        .map(policy -> resolved(draft, c, policy))
        .map(policy -> limits(draft, c) ? Policies.localOnly(policy) : policy);
  }

  /** Whether its present target is for the time before it is admitted. */
  static boolean bootstraps(Draft draft, DeviceCase c) {
    return c.policy()
        .target()
        .flatMap(draft::policy)
        .map(policy -> policy.origin().startsWith(BOOTSTRAPPING))
        .orElse(false);
  }

  /** A life-support device without listed flows keeps all it has: nobody said what it can miss. */
  static boolean limits(DeviceCase c) {
    return c.marks().limited()
        && !c.exemptions().glassBroken()
        && !(c.policy().floorHolds() && c.policy().floor().isEmpty());
  }

  /** One that cannot attest stays within the ward, a therapy floor apart. */
  private static boolean limits(Draft draft, DeviceCase c) {
    boolean unattested =
        !Weighing.attests(draft, c)
            && !c.exemptions().glassBroken()
            && kept(draft, c).map(has -> Policies.staysLocal(has, Optional.empty())).orElse(true);
    return unattested || limits(c);
  }

  /** Functions whose flows it is not trusted enough for, unless a person allows it all. */
  static List<DeviceFunction> withheld(Draft draft, DeviceCase c) {
    return c.exemptions().grant().isPresent()
        ? List.of()
        : Functions.withheld(Weighing.classOf(draft, c), c.trust().verdict());
  }

  /** What a life-support device without listed flows has: nobody said what it can miss. */
  private static Optional<PolicySet> kept(Draft draft, DeviceCase c) {
    return c.policy().floorHolds() && c.policy().floor().isEmpty()
        ? c.policy().target().flatMap(draft::policy)
        : Optional.empty();
  }

  private static PolicySet resolved(Draft draft, DeviceCase c, PolicySet policy) {
    return new Controllers(draft.inventory().mudServices(), c.policy().mudUrl()).resolve(policy);
  }

  /** What people should know about a policy: classes of hosts that nobody mapped. */
  static String remark(PolicySet policy) {
    List<String> unmapped = Controllers.unmapped(policy);
    return unmapped.isEmpty()
        ? ""
        : "; " + Problem.of(MudErrors.WAITS_FOR_MAPPING, String.join(", ", unmapped)).line();
  }

  /** What enforcement is told about a device; absent if it shall have nothing or is nowhere. */
  static Optional<Placement> placement(Draft draft, DeviceCase c) {
    Optional<PolicySet> policy = c.policy().target().flatMap(draft::policy);
    if (policy.isEmpty() || c.location().bindings().isEmpty()) {
      return Optional.empty();
    }
    Optional<ProfileId> lowest = c.policy().lowestTarget();
    return Optional.of(
        new Placement(
            c.device(), c.location().bindings(), policy.get(), lowest.flatMap(draft::policy)));
  }
}
