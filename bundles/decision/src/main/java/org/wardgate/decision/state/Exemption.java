package org.wardgate.decision.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.TrustView.Exemption.Kind;

/**
 * What a person allowed a device for a time. Durable.
 *
 * @param kind what
 * @param operator who
 * @param reason why, in the operator's words
 * @param since when it was given
 * @param validity how long it was given for
 * @param until when it ends; follows the clock when that is set right
 * @param despite what the device would be cut for without it; absent if nothing is known
 * @param provenBad whether it was given although evidence had been contraindicated already
 * @param announced whether its end was announced
 */
public record Exemption(
    Kind kind,
    String operator,
    String reason,
    Instant since,
    Duration validity,
    Instant until,
    Optional<Problem> despite,
    boolean provenBad,
    boolean announced) {

  /** With another end, because the clock was set right. */
  public Exemption endingAt(Instant newUntil) {
    return new Exemption(
        kind, operator, reason, since, validity, newUntil, despite, provenBad, announced);
  }

  /** Something else happened that the device would be cut for. */
  public Exemption despite(Problem newProblem) {
    return new Exemption(
        kind,
        operator,
        reason,
        since,
        validity,
        until,
        Optional.of(newProblem),
        provenBad,
        announced);
  }

  /** People were told that it ends soon. */
  public Exemption asAnnounced() {
    return new Exemption(kind, operator, reason, since, validity, until, despite, provenBad, true);
  }

  /** As people see it. */
  public TrustView.Exemption view() {
    return new TrustView.Exemption(kind, operator, reason, until);
  }
}
