package org.wardgate.platform.kura.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.kura.audit.AuditContext;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;
import org.wardgate.platform.kura.fake.Stubs;

class KuraAuditTrailTest {
  private final List<String> lines = new ArrayList<>();
  private final List<String> scopes = new ArrayList<>();
  private final KuraAuditTrail trail =
      new KuraAuditTrail(
          Stubs.of(
              Logger.class,
              (method, arguments) -> {
                scopes.add(AuditContext.currentOrInternal().getProperties().toString());
                String text = (String) arguments[0];
                lines.add(
                    method
                        + " "
                        + MessageFormatter.format(text, arguments[1], arguments[2]).getMessage());
                return null;
              }));

  @Test
  void saysWhoWhatAndFromWhereInTheScopeOfItsContext() {
    trail.note("nurse", "rest", "10.0.0.7", "quarantine pump-3", true);
    assertThat(lines.get(0))
        .startsWith("info ")
        .contains("identity=nurse", "ip=10.0.0.7", "entrypoint=Wardgate rest")
        .endsWith("Wardgate - Success - quarantine pump-3");
    assertThat(scopes.get(0)).contains("identity=nurse");
    assertThat(AuditContext.current()).isEmpty();
  }

  @Test
  void failuresAreWarnings() {
    trail.note("nurse", "cloud", "", "update", false);
    assertThat(lines.get(0)).startsWith("warn ").contains("Failure").doesNotContain("ip=");
  }

  @Test
  void nobodyWritesALineOfTheirOwn() {
    trail.note("a\nb", "re\rst", "1\t2", "x\nAuditLogger - Success", true);
    assertThat(lines.get(0)).doesNotContain("\n", "\r", "\t");
  }

  @Test
  void aLoggerThatFailsLeavesNoScopeOpen() {
    KuraAuditTrail broken =
        new KuraAuditTrail(
            Stubs.of(
                Logger.class,
                (method, arguments) -> {
                  throw new IllegalStateException("full");
                }));
    assertThatThrownBy(() -> broken.note("a", "rest", "", "b", true))
        .isInstanceOf(IllegalStateException.class);
    assertThat(AuditContext.current()).isEmpty();
  }
}
