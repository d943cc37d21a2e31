package org.wardgate.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.configuration.TestForm.Settings;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.testing.RecordedReports;

/** The last good settings stay in force. */
class ConfiguredTest {
  private static final String PID = "org.wardgate.test";

  private final RecordedReports reports = new RecordedReports();
  private final Configured<Settings> configured =
      new Configured<>(PID, reports, Settings.of(Map.of("seconds", 7)));

  @Test
  void goodSettingsAreAccepted() {
    assertThat(configured.change(Settings.of(Map.of("seconds", 8)))).isTrue();
    assertThat(configured.get().seconds()).isEqualTo(8);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void theSameTwiceDoesNothing() {
    List<Settings> used = new ArrayList<>();
    assertThat(configured.change(Settings.of(Map.of("seconds", 7)), used::add)).isFalse();
    assertThat(used).isEmpty();
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void eachLookIsSaidWhateverCameOfIt() {
    assertThat(reports.consideredCount(PID)).isZero();
    configured.change(Settings.of(Map.of("seconds", 7)));
    configured.change(Settings.of(Map.of("seconds", 7)));
    configured.change(Settings.of(Map.of("mode", "open")));
    configured.change(
        Settings.of(Map.of("seconds", 8)),
        settings -> {
          throw new RefusedException(ConfigurationErrors.BAD_VALUE, "in use");
        });
    assertThat(reports.consideredCount(PID)).isEqualTo(4);
    assertThat(reports.consideredCount("another")).isZero();
  }

  @Test
  void refusedSettingsKeepTheLastGoodAsAWhole() {
    assertThat(configured.change(Settings.of(Map.of("seconds", 9, "mode", "open")))).isFalse();
    assertThat(configured.get().seconds()).isEqualTo(7);
    assertThat(reports.properties()).containsExactly("mode");
  }

  @Test
  void theSameRefusalIsReportedOnce() {
    configured.change(Settings.of(Map.of("mode", "open")));
    configured.change(Settings.of(Map.of("mode", "open")));
    assertThat(reports.said()).containsExactly("accepted", "refused mode WG-CFG-0002");
  }

  @Test
  void goingBackToWhatIsInForceIsAccepted() {
    configured.change(Settings.of(Map.of("mode", "open")));
    assertThat(configured.change(Settings.of(Map.of("seconds", 7)))).isFalse();
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void settingsThatCannotBeUsedAreReportedAndNotInForce() {
    boolean changed =
        configured.change(
            Settings.of(Map.of("seconds", 8)),
            settings -> {
              throw new RefusedException(ConfigurationErrors.BAD_VALUE, "in use");
            });
    assertThat(changed).isFalse();
    assertThat(configured.get().seconds()).isEqualTo(7);
    assertThat(reports.said()).endsWith("refused  WG-CFG-0003");
  }

  @Test
  void firstSettingsWithABadValueHaveTheDefaultInItsPlaceAndSaySo() {
    Configured<Settings> first =
        new Configured<>(PID, reports, Settings.of(Map.of("seconds", 0, "bytes", 5)));
    assertThat(first.get().seconds()).isEqualTo(5);
    assertThat(first.get().bytes()).isEqualTo(5);
    assertThat(reports.properties()).containsExactly("seconds");
  }

  @Test
  void whatTakesEffectAtTheNextStartIsReportedWhileTheRestIsTaken() {
    Parsed<Settings> parsed = Settings.of(Map.of("seconds", 8, "title", "new"));
    Settings instead = Settings.of(Map.of("seconds", 8)).value();
    assertThat(configured.change(parsed.later("title", "new", instead))).isTrue();
    assertThat(configured.get().seconds()).isEqualTo(8);
    assertThat(configured.get().title()).isEmpty();
    assertThat(reports.said()).endsWith("refused title WG-CFG-0004");
  }

  @Test
  void aComponentThatMustNotStartWithDefaultsStaysClosed() {
    Configured<Optional<Settings>> closed = new Configured<>(PID, reports, Optional.empty());
    Parsed<Settings> parsed = Settings.of(Map.of("name", "<script>", "seconds", 0));
    assertThat(closed.change(parsed.tolerating(Set.of("seconds")).map(Optional::of))).isFalse();
    assertThat(closed.get()).isEmpty();
    assertThat(reports.properties()).containsExactly("name", "seconds");
  }

  @Test
  void aDefaultThatIsSafeStandsInAndIsReported() {
    Configured<Optional<Settings>> closed = new Configured<>(PID, reports, Optional.empty());
    Parsed<Settings> parsed = Settings.of(Map.of("name", "icu", "seconds", 0));
    assertThat(closed.change(parsed.tolerating(Set.of("seconds")).map(Optional::of))).isTrue();
    assertThat(closed.get()).map(Settings::seconds).contains(5);
    assertThat(reports.properties()).containsExactly("seconds");
  }

  @Test
  void theFirstGoodSettingsAreAcceptedEvenIfTheyEqualTheClosedOnes() {
    Configured<Settings> closed = new Configured<>(PID, reports, Settings.of(Map.of()).value());
    assertThat(closed.change(Settings.of(Map.of()))).isFalse();
    assertThat(reports.said()).endsWith("accepted");
  }
}
