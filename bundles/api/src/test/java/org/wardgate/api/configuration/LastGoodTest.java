package org.wardgate.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.configuration.LastGood.Kept;
import org.wardgate.api.configuration.TestForm.Settings;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.testing.RecordedReports;

/** What is in force after a restart. */
class LastGoodTest {
  private static final String PID = "org.wardgate.test";
  private static final Map<String, Object> GOOD =
      Map.of(
          "seconds",
          7,
          "bytes",
          1L << 33,
          "share",
          0.1,
          "enabled",
          false,
          "notes",
          "two\nlines",
          "directory",
          "/srv",
          "networks",
          new String[] {"10.1.0.0", "10.2.0.0"},
          "ports",
          new int[] {5684},
          "service.pid",
          PID);

  private final RecordedReports reports = new RecordedReports();

  private Configured<Settings> started(Map<String, Object> properties) {
    return new Configured<>(PID, reports, properties, Settings::of);
  }

  private static Map<String, Object> with(String attribute, Object value) {
    Map<String, Object> properties = new HashMap<>(GOOD);
    properties.put(attribute, value);
    return properties;
  }

  @Test
  void nothingOfADeletedConfigurationComesBackInAnotherOfItsName() {
    started(GOOD).stopped(ComponentReasons.CONFIGURATION_DELETED);
    Configured<Settings> another = started(Map.of("mode", "open"));
    assertThat(another.get()).isEqualTo(Settings.of(Map.of()).value());
  }

  @Test
  void aComponentThatOnlyStopsForgetsNothing() {
    for (int reason : ComponentReasons.OTHERS) {
      started(GOOD).stopped(reason);
      assertThat(started(Map.of("mode", "open")).get()).isEqualTo(Settings.of(GOOD).value());
    }
  }

  /** As OSGi's {@code ComponentConstants} say. */
  private static final class ComponentReasons {
    static final int CONFIGURATION_DELETED = 4;
    static final List<Integer> OTHERS = List.of(0, 1, 2, 3, 5, 6);
  }

  @Test
  void insteadOfARefusedConfigurationTheLastGoodOneIsInForceAsAWholeAndTheRefusalReported() {
    started(GOOD);
    Configured<Settings> restarted = started(Map.of("seconds", 8, "mode", "open"));
    assertThat(restarted.get()).isEqualTo(Settings.of(GOOD).value());
    assertThat(reports.properties()).containsExactly("mode");
  }

  @Test
  void aNewGoodOneIsInForceAndKept() {
    started(GOOD);
    assertThat(started(with("seconds", 9)).get().seconds()).isEqualTo(9);
    assertThat(started(with("seconds", 0)).get().seconds()).isEqualTo(9);
  }

  @Test
  void aChangeIsKeptAndARefusedOneIsNot() {
    Configured<Settings> configured = started(GOOD);
    configured.change(Settings.of(with("seconds", 9)));
    configured.change(Settings.of(with("seconds", 0)));
    assertThat(started(with("seconds", 0)).get().seconds()).isEqualTo(9);
  }

  @Test
  void whatCouldNotBeUsedIsNotKept() {
    started(GOOD)
        .change(
            Settings.of(with("seconds", 9)),
            settings -> {
              throw new RefusedException(ConfigurationErrors.BAD_VALUE, "in use");
            });
    assertThat(started(with("seconds", 0)).get().seconds()).isEqualTo(7);
  }

  @Test
  void withNothingKeptTheDefaultStandsInForWhatIsRefused() throws Exception {
    Configured<Settings> first = started(with("seconds", 0));
    assertThat(first.get().seconds()).isEqualTo(5);
    assertThat(first.get().bytes()).isEqualTo(1L << 33);
    assertThat(reports.of(PID)).isEmpty();
    assertThat(reports.properties()).containsExactly("seconds");
  }

  @Test
  void anotherComponentsIsNotTaken() {
    started(GOOD);
    Configured<Settings> other =
        new Configured<>("org.wardgate.other", reports, with("seconds", 0), Settings::of);
    assertThat(other.get().seconds()).isEqualTo(5);
  }

  @Test
  void aCorrectionAfterTheRestartIsTakenAndAccepted() {
    started(GOOD);
    Configured<Settings> restarted = started(with("seconds", 0));
    assertThat(restarted.change(Settings.of(with("seconds", 8)))).isTrue();
    assertThat(restarted.get().seconds()).isEqualTo(8);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void passwordsAreNotKeptButTakenFromWhatIsConfiguredNow() throws Exception {
    started(with("secret", "before"));
    Kept kept = reports.of(PID).orElseThrow();
    assertThat(kept.values()).doesNotContainKey("secret");
    assertThat(kept.toString()).doesNotContain("before");
    Map<String, Object> bad = with("seconds", 0);
    bad.put("secret", "now");
    Settings inForce = started(bad).get();
    assertThat(inForce.secret()).isEqualTo("now");
    assertThat(inForce.seconds()).isEqualTo(7);
  }

  @Test
  void ofAttributesThatWereNotConfiguredThenNothingIsTakenFromNow() {
    started(Map.of("seconds", 7));
    Settings inForce = started(Map.of("title", "now", "seconds", 0)).get();
    assertThat(inForce.title()).isEmpty();
    assertThat(inForce.seconds()).isEqualTo(7);
  }

  @Test
  void onlyWhatTheComponentReadsIsKept() throws Exception {
    started(GOOD);
    assertThat(reports.of(PID).orElseThrow().values()).doesNotContainKey("service.pid");
  }

  @Test
  void whatTheComponentReadsItselfIsKept() {
    Checked checked = Checked.of(TestForm.class, Map.of("links.target", "(a=b)", "other", "x"));
    assertThat(checked.raw("links.target")).isEqualTo("(a=b)");
    assertThat(checked.raw("none")).isNull();
    assertThat(checked.parsed("").source().orElseThrow().values())
        .containsExactly(Map.entry("links.target", "(a=b)"));
  }

  @Test
  void keptValuesThatAreNotGoodAnyMoreAreReportedAndNotTaken() {
    reports.keep(PID, new Kept(Map.of("seconds", "70"), Set.of()));
    assertThat(started(with("seconds", 0)).get().seconds()).isEqualTo(5);
    assertThat(reports.said())
        .containsExactly("refused seconds WG-CFG-0002", "refused  WG-CFG-0017");
  }

  @Test
  void aFileThatCannotBeReadIsReportedAndTheRestIsAsWithout() {
    started(GOOD);
    reports.tear();
    assertThat(started(with("seconds", 0)).get().seconds()).isEqualTo(5);
    assertThat(reports.said())
        .containsExactly("accepted", "refused seconds WG-CFG-0002", "refused  WG-CFG-0017");
  }

  @Test
  void whatTakesEffectLaterOrIsMarkedIsNotKept() {
    Configured<Settings> configured = started(GOOD);
    Parsed<Settings> parsed = Settings.of(with("title", "new"));
    configured.change(parsed.later("title", "new", configured.get()));
    configured.change(Settings.of(with("title", "newer")).notKept());
    assertThat(started(with("seconds", 0)).get().title()).isEmpty();
    assertThat(List.of(Settings.of(with("seconds", 0)).source())).containsExactly(Optional.empty());
  }
}
