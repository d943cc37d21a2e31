package org.wardgate.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.TestForm.Settings;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.testing.HostileSettings;

/** Values of all kinds and what becomes of them. */
class CheckedTest {
  private static final Settings DEFAULTS = Settings.of(Map.of()).value();

  @Test
  void missingValuesAreTheDefaults() {
    assertThat(Settings.of(Map.of()).good()).isTrue();
    assertThat(DEFAULTS.seconds()).isEqualTo(5);
    assertThat(DEFAULTS.networks()).containsExactly("10.0.0.0");
    assertThat(DEFAULTS.directory()).isEmpty();
  }

  @Test
  void nullIsTheDefault() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("seconds", null);
    nothing.put("secret", null);
    nothing.put("networks", null);
    assertThat(Settings.of(nothing)).isEqualTo(Settings.of(Map.of()));
  }

  @Test
  void numbersComeAsAnyIntegralTypeOrAsText() {
    for (Object value :
        List.of(7, 7L, (short) 7, (byte) 7, "7", " 7 ", new int[] {7}, List.of(7))) {
      Parsed<Settings> parsed = Settings.of(Map.of("seconds", value));
      assertThat(parsed.good()).isTrue();
      assertThat(parsed.value().seconds()).isEqualTo(7);
    }
  }

  @Test
  void otherTypesAreTakenWhereNothingIsLost() {
    Parsed<Settings> parsed =
        Settings.of(
            Map.of(
                "share",
                "0.25",
                "enabled",
                "FALSE",
                "networks",
                "10.1.0.0",
                "directory",
                "/a/b",
                "address",
                "ssl://broker:8883",
                "secret",
                "s3cret",
                "notes",
                "one\ntwo"));
    assertThat(parsed.refusals()).isEmpty();
    assertThat(parsed.value().share()).isEqualTo(0.25);
    assertThat(parsed.value().enabled()).isFalse();
    assertThat(parsed.value().networks()).containsExactly("10.1.0.0");
    assertThat(parsed.value().directory()).contains(Path.of("/a/b"));
    assertThat(parsed.value().secret()).isEqualTo("s3cret");
  }

  @Test
  void emptyElementsOfListsAreLeftOut() {
    assertThat(
            Settings.of(Map.of("networks", new String[] {"", "a", null, "b"})).value().networks())
        .containsExactly("a", "b");
  }

  @Test
  void wrongTypesAreRefusedAndTheDefaultStandsIn() {
    Map<String, Object> wrong =
        Map.of(
            "seconds",
            "soon",
            "bytes",
            1.5,
            "share",
            "half",
            "enabled",
            1,
            "name",
            17,
            "mode",
            new Object(),
            "directory",
            true,
            "secret",
            4711,
            "networks",
            3);
    Parsed<Settings> parsed = Settings.of(wrong);
    assertThat(parsed.value()).isEqualTo(DEFAULTS);
    assertThat(parsed.refusals()).extracting(Refusal::property).hasSize(9);
    assertThat(parsed.refusals())
        .allMatch(refusal -> refusal.cause().errorCode().equals(ConfigurationErrors.WRONG_TYPE));
  }

  @ParameterizedTest
  @CsvSource({
    "seconds,0",
    "seconds,61",
    "seconds,99999999999",
    "bytes,-1",
    "share,1.01",
    "share,NaN",
    "share,Infinity",
    "mode,open"
  })
  void valuesOutOfRangeAreRefusedNotClamped(String name, String value) {
    Parsed<Settings> parsed = Settings.of(Map.of(name, value));
    assertThat(parsed.refused(name)).isTrue();
    assertThat(parsed.refusals().get(0).cause().errorCode())
        .isEqualTo(ConfigurationErrors.OUT_OF_RANGE);
    assertThat(parsed.value()).isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"broker", "http://broker", "tcp:", "tcp://", "not an address", "tcp://a b"})
  void addressesOfAnotherFormAreRefused(String address) {
    assertThat(Settings.of(Map.of("address", address)).refused("address")).isTrue();
  }

  @Test
  void aHugeStringIsRefusedAndShownShort() {
    Parsed<Settings> parsed = Settings.of(Map.of("title", HostileSettings.HUGE));
    assertThat(parsed.value()).isEqualTo(DEFAULTS);
    assertThat(parsed.refusals().get(0).value()).hasSize(Checked.SHOWN_MAX_CHARS);
  }

  @Test
  void aScriptInANameIsRefused() {
    assertThat(Settings.of(Map.of("name", HostileSettings.SCRIPT)).refused("name")).isTrue();
  }

  @Test
  void controlCharactersAreRefusedAndNeverShown() {
    Parsed<Settings> parsed = Settings.of(Map.of("title", "a\u001B[2J\u202E\nb"));
    assertThat(parsed.refusals().get(0).value()).isEqualTo("a?[2J??b");
  }

  @Test
  void aListThatIsTooLongOrHasOneBadElementIsRefusedAsAWhole() {
    assertThat(Settings.of(Map.of("networks", Collections.nCopies(257, "a"))).refused("networks"))
        .isTrue();
    assertThat(Settings.of(Map.of("networks", new Object[] {"a", 1})).value().networks())
        .containsExactly("10.0.0.0");
    assertThat(Settings.of(Map.of("seconds", new int[] {1, 2})).refused("seconds")).isTrue();
  }

  @Test
  void listsOfNumbersComeAsArraysOfAnyKind() {
    for (Object ports :
        List.of(new int[] {1, 2}, new Integer[] {1, 2}, new String[] {"1", "2"}, List.of(1L, 2))) {
      assertThat(Settings.of(Map.of("ports", ports)).value().ports()).containsExactly(1, 2);
    }
    assertThat(Settings.of(Map.of("ports", 7)).value().ports()).containsExactly(7);
    assertThat(Settings.of(Map.of("ports", new int[0])).value().ports()).isEmpty();
  }

  @Test
  void listsOfNumbersWithOneOutOfRangeOrOfAnotherTypeOrTooLongAreRefusedAsAWhole() {
    for (Object ports :
        List.of(new int[] {1, 0}, new long[] {1L << 40}, new int[5], "x", List.of(1, "x"))) {
      Parsed<Settings> parsed = Settings.of(Map.of("ports", ports));
      assertThat(parsed.refused("ports")).isTrue();
      assertThat(parsed.value().ports()).containsExactly(53, 67);
    }
  }

  @Test
  void aPathWithANulIsRefused() {
    assertThat(Settings.of(Map.of("directory", "/a\u0000b")).refused("directory")).isTrue();
  }

  @Test
  void aPasswordIsNeverShown() {
    Map<String, Object> values = Map.of("secret", HostileSettings.HUGE);
    assertThat(Settings.of(values).refusals().get(0).value()).isEmpty();
    assertThat(Settings.of(Map.of("secret", List.of("s3cret", "x"))).refusals().toString())
        .doesNotContain("s3cret");
  }

  @Test
  void aPasswordThatTheComponentRefusesIsNotShownEither() {
    Checked checked = Checked.of(TestForm.class, Map.of("secret", "hunter2"));
    assertThat(checked.password("secret")).isEqualTo("hunter2");
    checked.refuse("secret", new RefusedException(ConfigurationErrors.BAD_VALUE, "too short"));
    assertThat(checked.refusals().get(0).value()).isEmpty();
  }

  @Test
  void valuesOfUnknownTypesAreNamedByTypeAlone() {
    Object loud =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    assertThat(Settings.of(Map.of("title", loud)).refusals().get(0).value()).isEmpty();
    assertThat(Settings.of(Map.of("title", BigInteger.TEN)).refusals().get(0).value())
        .isEqualTo("BigInteger");
  }

  @Test
  void everyAttributeSurvivesEveryHostileValue() {
    HostileSettings.survive(TestForm.class, Settings::of);
  }

  @Test
  void allRefusalsAreCollectedUpToALimit() {
    Checked checked = Checked.of(TestForm.class, Map.of());
    RefusedException cause = new RefusedException(ConfigurationErrors.BAD_VALUE, "");
    for (int i = 0; i < 100; i++) {
      checked.refuse("p" + i, cause);
    }
    assertThat(checked.refusals()).hasSize(32);
  }

  @Test
  void anAttributeThatTheFormLacksIsADefect() {
    Checked checked = Checked.of(TestForm.class, Map.of());
    assertThatThrownBy(() -> checked.text("unknown")).isInstanceOf(IllegalStateException.class);
  }

  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(200).map(Object.class::cast),
        Arbitraries.longs().map(Object.class::cast),
        Arbitraries.doubles().map(Object.class::cast),
        Arbitraries.of(true, false).map(Object.class::cast),
        Arbitraries.strings().all().array(String[].class).ofMaxSize(300).map(Object.class::cast));
  }

  @Property(tries = 300)
  void whateverArrivesIsTakenOrRefusedAndShownClean(
      @ForAll("values") Object value, @ForAll("names") String name) {
    Parsed<Settings> parsed = Settings.of(Map.of(name, value));
    if (!parsed.good()) {
      assertThat(parsed.value()).isEqualTo(DEFAULTS);
    }
    for (Refusal refusal : parsed.refusals()) {
      assertThat(refusal.property()).isEqualTo(name);
      assertThat(refusal.value().length()).isLessThanOrEqualTo(Checked.SHOWN_MAX_CHARS);
      assertThat(refusal.value()).isEqualTo(Problem.clean(refusal.value()));
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "seconds",
        "bytes",
        "share",
        "enabled",
        "name",
        "title",
        "notes",
        "mode",
        "directory",
        "address",
        "secret",
        "networks");
  }
}
