package org.wardgate.decision.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;

/**
 * A change of what appraisals depend on, and what people decided about it. Durable; a journal
 * record carries it whole.
 *
 * @param change what
 * @param issuer who signed it
 * @param summary one line for people
 * @param since when it came into this state
 * @param state where it stands
 * @param worsened devices that it worsens, as it was tried last
 * @param consideredCount devices whose evidence was tried
 * @param approvals who approved it so far
 * @param approved whether enough different people did
 * @param assessment what shall be known; present exactly for vulnerabilities
 */
public record ChangeCase(
    Change change,
    String issuer,
    String summary,
    Instant since,
    State state,
    List<DeviceId> worsened,
    int consideredCount,
    List<AdvisoryCase.Approval> approvals,
    boolean approved,
    Optional<Assessment> assessment) {
  /** Where a change stands. */
  public enum State {
    /** It is tried with the newest evidence of every device. */
    TRYING,
    /** It would worsen too many: it waits for people. */
    HELD,
    /** It is about to count. */
    ADOPTING,
    /** It counts; kept for a day, because what it worsened counts against its issuer's cap. */
    ADOPTED,
    /** People decided against it, and its keeper is told so. */
    DROPPING,
    /** It shall never count. */
    DISMISSED
  }

  /** Copies the lists. */
  public ChangeCase {
    worsened = List.copyOf(worsened);
    approvals = List.copyOf(approvals);
  }

  /** Just offered. */
  public static ChangeCase offered(
      Change change, String issuer, String summary, Instant at, Optional<Assessment> assessment) {
    return new ChangeCase(
        change, issuer, summary, at, State.TRYING, List.of(), 0, List.of(), false, assessment);
  }

  /** What changes, whatever the version; one that counts is kept apart from newer ones. */
  public ChangeKey key() {
    return state == State.ADOPTED
        ? new ChangeKey(change.kind(), change.id(), change.version() + ":" + change.sha256())
        : ChangeKey.of(change);
  }

  /** In another state. */
  public ChangeCase in(State newState, Instant at) {
    return new ChangeCase(
        change,
        issuer,
        summary,
        newState == state ? since : at,
        newState,
        worsened,
        consideredCount,
        approvals,
        approved,
        assessment);
  }

  /** As it was tried. */
  public ChangeCase tried(List<DeviceId> newWorsened, int newConsideredCount) {
    return new ChangeCase(
        change,
        issuer,
        summary,
        since,
        state,
        newWorsened,
        newConsideredCount,
        approvals,
        approved,
        assessment);
  }

  /** With one approval more. */
  public ChangeCase plus(AdvisoryCase.Approval approval, int approvalsMinCount) {
    List<AdvisoryCase.Approval> more = new ArrayList<>(approvals);
    more.add(approval);
    return new ChangeCase(
        change,
        issuer,
        summary,
        since,
        state,
        worsened,
        consideredCount,
        more,
        more.size() >= approvalsMinCount,
        assessment);
  }

  /** People have to decide again: what they approved was about fewer devices. */
  public ChangeCase reopened() {
    return new ChangeCase(
        change,
        issuer,
        summary,
        since,
        state,
        worsened,
        consideredCount,
        List.of(),
        false,
        assessment);
  }

  /** Whether somebody approved already. */
  public boolean approvedBy(String operator) {
    return approvals.stream().anyMatch(a -> a.operator().equals(operator));
  }

  /** For people: what it is, and which version. */
  public String words() {
    return change.kind().name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + change.id()
        + (change.version() == 0 ? " taken away" : " version " + change.version());
  }
}
