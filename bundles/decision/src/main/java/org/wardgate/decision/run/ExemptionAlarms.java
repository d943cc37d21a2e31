package org.wardgate.decision.run;

import java.util.stream.Stream;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.decision.rules.ExemptionWords;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Exemption;

/** What asks for people's attention in what they allowed a device. */
final class ExemptionAlarms {
  private ExemptionAlarms() {}

  /** Grants as long as they last, an acceptance when it ends soon. */
  static Stream<String> of(DeviceCase c) {
    return c.exemptions().all().stream()
        .filter(e -> e.kind() != Kind.ACCEPTANCE || e.announced())
        .map(ExemptionAlarms::line);
  }

  private static String line(Exemption e) {
    String despite = e.despite().map(Problem::line).map(p -> "; despite " + p).orElse("");
    return ExemptionWords.problem(e).line() + despite;
  }
}
