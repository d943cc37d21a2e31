package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class OnboardingConfigurationTest {
  private final RecordedReports reports = new RecordedReports();

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(OnboardingConfig.class, Settings::of);
    HostileSettings.refuses(Settings::of, "decisionWaitSeconds", HostileSettings.SCRIPT);
    HostileSettings.refuses(Settings::of, "renewalNeedsNewKey", HostileSettings.SCRIPT);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (Object seconds : List.of(-1, 9, Long.MAX_VALUE, "9", 1.5)) {
      HostileSettings.refuses(Settings::of, "decisionWaitSeconds", seconds);
    }
    HostileSettings.refuses(Settings::of, "renewalNeedsNewKey", 0);
  }

  @Test
  void aRefusedValueLeavesTheLastGoodConfigurationInForce() {
    Enrolments enrolments = new Enrolments(reports, Map.of("renewalNeedsNewKey", false));

    enrolments.modified(Map.of("renewalNeedsNewKey", true, "decisionWaitSeconds", 100));

    assertThat(enrolments.renewalNeedsNewKey()).isFalse();
    assertThat(reports.properties()).containsExactly("decisionWaitSeconds");

    enrolments.modified(Map.of("renewalNeedsNewKey", true));
    assertThat(enrolments.renewalNeedsNewKey()).isTrue();
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void atTheStartTheDefaultStandsInForARefusedValue() {
    Enrolments enrolments = new Enrolments(reports, Map.of("renewalNeedsNewKey", "perhaps"));
    assertThat(enrolments.renewalNeedsNewKey()).isTrue();
    assertThat(reports.properties()).containsExactly("renewalNeedsNewKey");
    assertThat(Settings.of(Map.of()).value().decisionWait()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() {
    Enrolments enrolments = new Enrolments(reports, Map.of());
    enrolments.modified(Map.of());
    enrolments.modified(Map.of("decisionWaitSeconds", 2L));
    assertThat(reports.said()).containsExactly("accepted");
  }
}
