package org.wardgate.decision.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.view.AdvisoryView.State;

/**
 * A threat advisory and what people decided about it. Durable; a journal record carries it whole.
 *
 * @param newest version that is known
 * @param state of that version
 * @param previous version that stays in force while the newest is held or dismissed
 * @param approvals of the newest version
 * @param approved whether enough different people approved the newest version
 */
public record AdvisoryCase(
    Advisory newest,
    State state,
    Optional<Advisory> previous,
    List<Approval> approvals,
    boolean approved) {
  /** Copies the list. */
  public AdvisoryCase {
    approvals = List.copyOf(approvals);
  }

  /**
   * Somebody approved.
   *
   * @param operator who
   * @param reason why
   * @param at when
   */
  public record Approval(String operator, String reason, Instant at) {}

  /** Its id. */
  public String id() {
    return newest.id();
  }

  /** The version that counts now, absent if none does. */
  public Optional<Advisory> effective() {
    return switch (state) {
      case IN_FORCE -> Optional.of(newest);
      case HELD, DISMISSED -> previous;
      case WITHDRAWN -> Optional.empty();
    };
  }

  /** In another state; what was in force before stays while people decide. */
  public AdvisoryCase in(State newState) {
    boolean decided = newState == State.IN_FORCE || newState == State.WITHDRAWN;
    return new AdvisoryCase(
        newest, newState, decided ? Optional.empty() : effective(), approvals, approved);
  }

  /** The version that stayed in force has expired. */
  public AdvisoryCase withoutPrevious() {
    return new AdvisoryCase(newest, state, Optional.empty(), approvals, approved);
  }

  /** With one approval more. */
  public AdvisoryCase plus(Approval approval, int approvalsMinCount) {
    List<Approval> more = new ArrayList<>(approvals);
    more.add(approval);
    return new AdvisoryCase(newest, state, previous, more, more.size() >= approvalsMinCount);
  }

  /** Whether somebody approved already. */
  public boolean approvedBy(String operator) {
    return approvals.stream().anyMatch(a -> a.operator().equals(operator));
  }
}
