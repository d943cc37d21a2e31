package org.wardgate.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

/** What operators may set about the cloud sync, and what not. */
class CloudSettingsTest {
  private final RecordedReports reports = new RecordedReports();

  @ParameterizedTest
  @ValueSource(strings = {"A", "a/b", "#", "+", "a b", HostileSettings.SCRIPT})
  void badTopicsAreRefused(String topic) {
    HostileSettings.refuses(CloudSettings::of, "topic", topic);
  }

  @Test
  void topicsThatAreTooLongAreRefused() {
    HostileSettings.refuses(CloudSettings::of, "topic", "a".repeat(65));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 33})
  void badWindowsAreRefused(int count) {
    HostileSettings.refuses(CloudSettings::of, "windowCount", count);
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    HostileSettings.survive(CloudConfiguration.class, CloudSettings::of);
  }

  @Test
  void theSameTwiceDoesNothing() {
    Configured<CloudSettings> settings =
        new Configured<>(CloudSync.PID, reports, CloudSettings.of(Map.of("windowCount", 4)));
    assertThat(settings.change(CloudSettings.of(Map.of("windowCount", 4L)))).isFalse();
    assertThat(reports.said()).containsExactly("accepted");
  }
}
