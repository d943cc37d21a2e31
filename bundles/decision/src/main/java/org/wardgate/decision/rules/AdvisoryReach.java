package org.wardgate.decision.rules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.view.AdvisoryView;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.ProfileNotes;

/**
 * How far advisories reach: whom they name, whom they worsen, and how many one issuer may worsen
 * without people's approval. Reads only.
 */
final class AdvisoryReach {
  private final DecisionLimits limits;

  AdvisoryReach(DecisionLimits limits) {
    this.limits = limits;
  }

  static boolean names(Draft draft, Advisory advisory, DeviceCase c) {
    return AdvisoryMatch.names(advisory, c.policy(), draft.notes(c).map(ProfileNotes::facts));
  }

  /** Which of these devices an advisory would worsen now. */
  static List<DeviceCase> worsens(
      Draft draft, Advisory advisory, Collection<DeviceCase> candidates) {
    return candidates.stream()
        .filter(AdvisoryReach::hasTraffic)
        .filter(c -> takesSomething(advisory.response(), c))
        .filter(c -> names(draft, advisory, c))
        .toList();
  }

  private static boolean takesSomething(Response response, DeviceCase c) {
    return switch (response) {
      case QUARANTINE -> true;
      case LOCAL_ONLY ->
          !c.marks().limited() && !(c.policy().floorHolds() && c.policy().floor().isEmpty());
      case ALARM -> false;
    };
  }

  /** Admitted, or on its way, or on its way back, with more than what is left to it anyway. */
  static boolean hasTraffic(DeviceCase c) {
    return c.standing().state() == DeviceState.ADMITTED
        || (c.policy().target().isPresent()
            && !c.policy().target().equals(c.policy().lowestTarget()));
  }

  /** How many devices the advisories of one issuer may worsen without approval. */
  long cap(Draft draft) {
    long base =
        draft.cases().stream()
            .filter(c -> c.standing().state() == DeviceState.ADMITTED || c.marks().any())
            .count();
    return Math.max(limits.cutMinCount(), (long) (base * limits.cutShareMax()));
  }

  /** How many devices are worsened for advisories of an issuer that nobody approved. */
  static long worsened(Draft draft, String issuer) {
    return draft.cases().stream()
        .filter(
            c ->
                counts(draft, c.marks().cutBy(), issuer)
                    || counts(draft, c.marks().limitedBy(), issuer))
        .count();
  }

  private static boolean counts(Draft draft, String id, String issuer) {
    return draft
        .advisory(id)
        .map(a -> !a.approved() && a.newest().issuer().equals(issuer))
        .orElse(false);
  }

  /** The advisory for which a device may not be admitted, or not admitted again. */
  Optional<AdvisoryCase> bars(Draft draft, DeviceCase c) {
    return applies(draft, c, Response.QUARANTINE, c.marks().cutBy());
  }

  /** The advisory for which a device gets local networks alone. */
  Optional<AdvisoryCase> confines(Draft draft, DeviceCase c) {
    return applies(draft, c, Response.LOCAL_ONLY, c.marks().limitedBy());
  }

  /**
   * A device that was admitted before counts against the cap like one that is admitted now;
   * otherwise an outage would let an advisory cut a ward one device at a time.
   */
  private Optional<AdvisoryCase> applies(
      Draft draft, DeviceCase c, Response response, String already) {
    return draft.advisories().stream()
        .filter(a -> a.effective().map(e -> e.response() == response).orElse(false))
        .filter(a -> names(draft, a.effective().orElseThrow(), c))
        .filter(a -> a.id().equals(already) || withinCap(draft, a, c))
        .findFirst();
  }

  private boolean withinCap(Draft draft, AdvisoryCase a, DeviceCase c) {
    return a.approved()
        || !c.policy().everAdmitted()
        || worsened(draft, a.newest().issuer()) < cap(draft);
  }

  /** The advisories in force that name a device and leave it alone for their issuer's cap. */
  List<AdvisoryCase> passedOver(Draft draft, DeviceCase c) {
    return draft.advisories().stream()
        .filter(a -> a.state() == AdvisoryView.State.IN_FORCE)
        .filter(a -> takesSomething(a.newest().response(), c))
        .filter(a -> !a.id().equals(c.marks().cutBy()) && !a.id().equals(c.marks().limitedBy()))
        .filter(a -> names(draft, a.newest(), c) && !withinCap(draft, a, c))
        .toList();
  }

  /** Whether the advisory a mark names still says so. */
  static boolean stands(Draft draft, DeviceCase c, String id, Response response) {
    if (draft.incidents().marked(id).isPresent()) {
      return response == Response.LOCAL_ONLY && Incidents.confines(draft, id);
    }
    return draft
        .advisory(id)
        .flatMap(AdvisoryCase::effective)
        .filter(a -> a.response() == response)
        .map(a -> names(draft, a, c))
        .orElse(false);
  }
}
