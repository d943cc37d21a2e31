package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class PkiSettingsTest {
  private final RecordedReports reports = new RecordedReports();

  private static PkiSettings with(String name, Object value) {
    Parsed<PkiSettings> parsed = PkiSettings.of(Map.of(name, value));
    assertThat(parsed.refusals()).isEmpty();
    return parsed.value();
  }

  @Test
  void takesWhatIsInRange() {
    assertThat(with("certificateValidityHours", 1).validity()).isEqualTo(Duration.ofHours(1));
    assertThat(with("certificateValidityHours", 8760).validity()).isEqualTo(Duration.ofDays(365));
    assertThat(PkiSettings.of(Map.of()).value()).isEqualTo(PkiSettings.DEFAULT);
    assertThat(with("wardName", " W ").wardName()).contains("W");
    assertThat(with("revocationUrl", " http://gw.ward:8080/x/ ").revocationUrl())
        .contains("http://gw.ward:8080/x");
  }

  @ParameterizedTest
  @CsvSource({
    "certificateValidityHours,0",
    "certificateValidityHours,-1",
    "certificateValidityHours,8761",
    "certificateValidityHours,long",
    "wardName,1234567890123456789012345678901234567890123456789",
    "wardName,<script>",
    "crlValidityHours,0",
    "crlValidityHours,121",
    "ocspValidityMinutes,0",
    "ocspValidityMinutes,1441"
  })
  void refusesWhatIsNot(String name, String value) {
    HostileSettings.refuses(PkiSettings::of, name, value);
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    HostileSettings.survive(PkiConfiguration.class, PkiSettings::of);
  }

  @Test
  void theSameTwiceDoesNothing() {
    Configured<PkiSettings> settings =
        new Configured<>(PkiComponent.PID, reports, PkiSettings.of(Map.of()));
    assertThat(settings.change(PkiSettings.of(Map.of("crlValidityHours", "24")))).isFalse();
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void oneBadValueKeepsAllThatWereInForce() {
    Configured<PkiSettings> settings =
        new Configured<>(PkiComponent.PID, reports, PkiSettings.of(Map.of()));
    settings.change(PkiSettings.of(Map.of("crlValidityHours", 1, "revocationUrl", "https://gw")));
    assertThat(settings.get()).isEqualTo(PkiSettings.DEFAULT);
    assertThat(reports.properties()).containsExactly("revocationUrl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gw",
        "gw.ward",
        "http:",
        "http://",
        "http://gw/?a=b",
        "http://gw/#a",
        "http://user@gw/",
        "http://g w",
        "http://gw/ü",
        "ldap://gw"
      })
  void refusesRevocationUrlsThatClientsCannotUse(String url) {
    HostileSettings.refuses(PkiSettings::of, "revocationUrl", url);
  }

  @Test
  void refusesARevocationUrlThatIsTooLong() {
    HostileSettings.refuses(PkiSettings::of, "revocationUrl", "http://gw/" + "x".repeat(200));
  }

  @Test
  void theBuildHasADate() {
    assertThat(BuildDate.read()).isAfter("2026-01-01T00:00:00Z");
  }
}
