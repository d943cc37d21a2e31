package org.wardgate.decision.rules;

import java.util.Collection;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/**
 * What happens to devices that an advisory no longer holds back: they are asked for fresh evidence,
 * and get nothing before they have shown it.
 */
final class AdvisoryRelief {
  private final AdvisoryReach reach;

  AdvisoryRelief(AdvisoryReach reach) {
    this.reach = reach;
  }

  static Problem applies(Advisory advisory) {
    return Problem.of(MudErrors.ADVISORY_APPLIES, advisory.id() + ": " + advisory.summary());
  }

  /** Looks at those of some devices that are worse off for an advisory. */
  void reconsider(Draft draft, String id, Collection<DeviceCase> candidates) {
    for (DeviceCase c : candidates) {
      boolean cut =
          c.marks().cutBy().equals(id) && !AdvisoryReach.stands(draft, c, id, Response.QUARANTINE);
      boolean limited =
          c.marks().limitedBy().equals(id)
              && !AdvisoryReach.stands(draft, c, id, Response.LOCAL_ONLY);
      if (cut) {
        relieve(draft, c, id);
      } else if (limited && c.standing().state() == DeviceState.ADMITTED) {
        draft.put(c.with(c.standing().because(withdrawn(id))));
        Challenges.ask(draft, c);
      }
    }
  }

  private static Problem withdrawn(String id) {
    return Problem.of(MudErrors.ADVISORY_WITHDRAWN, id);
  }

  private void relieve(Draft draft, DeviceCase held, String id) {
    // a milder version of what it suffers already takes no approval
    boolean milder = AdvisoryReach.stands(draft, held, id, Response.LOCAL_ONLY);
    AdvisoryMarks uncut = held.marks().cutBy("");
    DeviceCase free = held.with(milder ? uncut.limitedBy(id) : uncut);
    draft.put(free); // it must not count twice against the cap
    Optional<AdvisoryCase> other = reach.bars(draft, free);
    if (other.isPresent()) {
      Problem problem = applies(other.get().effective().orElseThrow());
      draft.put(
          free.with(free.standing().instead(problem)).with(free.marks().cutBy(other.get().id())));
      return;
    }
    if (ExemptionCover.provenBad(free)) {
      draft.put(
          free.with(free.standing().instead(CutCauses.badEvidence(free, withdrawn(id).line()))));
      return; // shown while it was cut: as without the advisory, an operator brings it back
    }
    DeviceState state =
        held.policy().profile().isPresent() ? DeviceState.PROFILED : DeviceState.IDENTIFIED;
    DeviceCase again =
        free.with(Standing.bad(state, draft.at(), withdrawn(id))).with(TrustFacts.NONE);
    draft.put(again);
    draft.putLive(held.device(), l -> l.opening(false));
    if (held.policy().everAdmitted()) {
      Challenges.ask(draft, again);
    }
  }
}
