package org.wardgate.decision.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;

/**
 * Whether the ward CA issues, and how many devices keep their traffic although their certificates
 * ended, because it does not, or because there are too many of them. Durable.
 *
 * @param trouble why it refused last, for a reason that is not the device's; absent since it issued
 * @param heldCount devices that keep their traffic
 */
public record IssuingFacts(Optional<Problem> trouble, int heldCount) {
  /** All is well. */
  public static final IssuingFacts NONE = new IssuingFacts(Optional.empty(), 0);

  /** What people are told; empty if all is well. */
  public String line() {
    List<String> lines = new ArrayList<>();
    trouble.ifPresent(p -> lines.add("the ward CA does not issue: " + p.line()));
    if (heldCount > 0) {
      String detail =
          heldCount
              + " devices keep their traffic"
              + (trouble.isPresent() ? "" : ": too many at once to be their own doing");
      lines.add(Problem.of(DecisionErrors.NOT_RENEWED, detail).line());
    }
    return String.join("; ", lines);
  }

  /** It refused, or, with an empty problem, it issued. */
  public IssuingFacts with(Optional<Problem> newTrouble) {
    return new IssuingFacts(newTrouble, heldCount);
  }

  /** So many devices are held. */
  public IssuingFacts holding(int newHeldCount) {
    return new IssuingFacts(trouble, newHeldCount);
  }
}
