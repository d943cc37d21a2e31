package org.wardgate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.decision.rules.DecisionLimits;

/** What operators may set about deciding, and what not. */
class DecisionSettingsTest {
  private final RecordedReports reports = new RecordedReports();

  @Test
  void theDefaultsAreThoseOfTheRules() {
    assertThat(DecisionSettings.of(Map.of()).value())
        .isEqualTo(new DecisionSettings(DecisionLimits.DEFAULT, true));
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    HostileSettings.survive(DecisionConfiguration.class, DecisionSettings::of);
  }

  @ParameterizedTest
  @CsvSource({
    "devicesMax,0",
    "devicesMax,100001",
    "cutShareMaxPercent,0",
    "cutShareMaxPercent,101",
    "approvalsMin,0",
    "approvalsMin,6",
    "renewalGraceHours,-1",
    "renewalGraceHours,8761",
    "retentionDays,-1",
    "retentionDays,36501",
    "devicesMax,many",
    "erasureAwaitsCloud,perhaps"
  })
  void valuesOutOfRangeAreRefused(String name, String value) {
    HostileSettings.refuses(DecisionSettings::of, name, value);
  }

  @Test
  void oneBadValueKeepsAllThatWereInForce() {
    Configured<DecisionSettings> settings =
        new Configured<>(
            DecisionCore.PID, reports, DecisionSettings.of(Map.of("renewalGraceHours", 48)));
    settings.change(DecisionSettings.of(Map.of("renewalGraceHours", 1, "approvalsMin", 0)));
    assertThat(settings.get().limits().times().renewalGrace()).isEqualTo(Duration.ofDays(2));
    assertThat(reports.said()).containsExactly("accepted", "refused approvalsMin WG-CFG-0002");
  }

  @Test
  void theSameTwiceDoesNothing() {
    Configured<DecisionSettings> settings =
        new Configured<>(DecisionCore.PID, reports, DecisionSettings.of(Map.of()));
    assertThat(settings.change(DecisionSettings.of(Map.of("devicesMax", 10_000L)))).isFalse();
    assertThat(reports.said()).containsExactly("accepted");
  }
}
