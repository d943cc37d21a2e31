package org.wardgate.decision.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.decision.JoinProbe;
import org.wardgate.decision.TestWard;

class JoinProbeTest {
  private static TrustVerdict saying(Outcome outcome) {
    return new TrustVerdict(outcome, Opinion.VACUOUS, 0.5, Map.of());
  }

  @Test
  void isContentWithRulesThatAdmitTheGoodAndKeepOutTheHostile() {
    JoinProbe probe = new JoinProbe(TestWard.compiler(), TestWard.evaluator());
    assertThat(probe.call()).isEmpty();
    assertThat(probe.call()).isEmpty();
  }

  @Test
  void saysThatAGoodDeviceIsNotAdmitted() {
    JoinProbe blind = new JoinProbe(TestWard.compiler(), q -> saying(Outcome.UNDECIDABLE));
    assertThat(blind.call()).startsWith("a good device is not admitted but");
    JoinProbe deaf =
        new JoinProbe(
            file -> {
              throw new RefusedException(MudErrors.NOT_JSON, "none is");
            },
            TestWard.evaluator());
    assertThat(deaf.call()).startsWith("a good device is not admitted but");
  }

  @Test
  void saysThatAFunctionFails() {
    JoinProbe broken =
        new JoinProbe(
            TestWard.compiler(),
            q -> {
              throw new IllegalStateException("its bundle has gone");
            });
    assertThat(broken.call()).startsWith("joining fails");
    JoinProbe torn =
        new JoinProbe(
            file -> {
              throw new NoClassDefFoundError("org/wardgate/mud/X");
            },
            TestWard.evaluator());
    assertThat(torn.call()).startsWith("joining fails");
  }
}
