package org.wardgate.settings.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.configuration.SettingsForm.Option;
import org.wardgate.api.error.RefusedException;

class ValueCheckTest {
  private static Attribute of(AttributeType type, int cardinality, String min, String max) {
    return new Attribute("x", "X", "", type, cardinality, true, min, max, List.of(), List.of());
  }

  private static Object one(AttributeType type, String text) throws RefusedException {
    return ValueCheck.convert(of(type, 0, "", ""), List.of(text));
  }

  @Test
  void textsBecomeTheTypesOfTheForm() throws Exception {
    assertThat(one(AttributeType.STRING, " a ")).isEqualTo(" a ");
    assertThat(one(AttributeType.LONG, "9999999999")).isEqualTo(9_999_999_999L);
    assertThat(one(AttributeType.INTEGER, " 53 ")).isEqualTo(53);
    assertThat(one(AttributeType.SHORT, "7")).isEqualTo((short) 7);
    assertThat(one(AttributeType.BYTE, "-1")).isEqualTo((byte) -1);
    assertThat(one(AttributeType.DOUBLE, "0.5")).isEqualTo(0.5);
    assertThat(one(AttributeType.FLOAT, "0.5")).isEqualTo(0.5f);
    assertThat(one(AttributeType.CHAR, "c")).isEqualTo('c');
    assertThat(one(AttributeType.BOOLEAN, "true")).isEqualTo(true);
    assertThat(one(AttributeType.PASSWORD, "s e c")).isEqualTo("s e c");
    assertThat(ValueCheck.convert(of(AttributeType.INTEGER, 3, "", ""), List.of("1", "2")))
        .isEqualTo(new Integer[] {1, 2});
    assertThat(ValueCheck.convert(of(AttributeType.STRING, 3, "", ""), List.of()))
        .isEqualTo(new String[0]);
    assertThat(ValueCheck.convert(of(AttributeType.STRING, 3, "", ""), List.of("")))
        .isEqualTo(new String[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, many",
    "INTEGER, 5.5",
    "INTEGER, 2147483648",
    "INTEGER, 0x10",
    "LONG, 9223372036854775808",
    "SHORT, 32768",
    "BYTE, 128",
    "DOUBLE, NaN",
    "DOUBLE, Infinity",
    "DOUBLE, 1e999",
    "FLOAT, 1e300",
    "CHAR, ab",
    "BOOLEAN, yes",
    "BOOLEAN, TRUE",
    "BOOLEAN, 1",
  })
  void wrongTypesAreRefused(AttributeType type, String text) {
    assertThatThrownBy(() -> one(type, text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0001");
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, 0",
    "INTEGER, 11",
    "LONG, -5",
    "DOUBLE, 10.001",
    "DOUBLE, 0.999",
    "STRING, 12345678901",
    "PASSWORD, 12345678901"
  })
  void valuesOutsideTheLimitsAreRefused(AttributeType type, String text) {
    assertThatThrownBy(() -> ValueCheck.convert(of(type, 0, "1", "10"), List.of(text)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0002");
  }

  @Test
  void nothingButAnOptionIsTaken() throws Exception {
    Attribute mode =
        new Attribute(
            "x",
            "X",
            "",
            AttributeType.STRING,
            0,
            true,
            "",
            "",
            List.of(new Option("keep", "Keep")),
            List.of("keep"));
    assertThat(ValueCheck.convert(mode, List.of("keep"))).isEqualTo("keep");
    assertThat(ValueCheck.convert(mode, List.of())).isEqualTo("keep");
    assertThatThrownBy(() -> ValueCheck.convert(mode, List.of("Keep")))
        .hasMessageContaining("WG-CFG-0002");
  }

  @Test
  void hugeStringsAreRefused() {
    assertThatThrownBy(() -> one(AttributeType.STRING, "x".repeat(65_537)))
        .hasMessageContaining("WG-CFG-0003");
    assertThatThrownBy(() -> one(AttributeType.INTEGER, "1".repeat(65_536)))
        .hasMessageContaining("WG-CFG-0001");
    List<String> many = IntStream.range(0, 257).mapToObj(String::valueOf).toList();
    assertThatThrownBy(
            () -> ValueCheck.convert(of(AttributeType.STRING, Integer.MAX_VALUE, "", ""), many))
        .hasMessageContaining("WG-CFG-0002");
  }

  @Test
  void missingAndSuperfluousValuesAreRefused() {
    for (List<String> texts : Arrays.asList(List.<String>of(), List.of(""), List.of("1", "2"))) {
      assertThatThrownBy(() -> ValueCheck.convert(of(AttributeType.STRING, 0, "", ""), texts))
          .hasMessageContaining("WG-CFG-0003");
    }
    assertThatThrownBy(
            () -> ValueCheck.convert(of(AttributeType.STRING, 2, "", ""), List.of("a", "b", "c")))
        .hasMessageContaining("WG-CFG-0002");
  }

  @Test
  void whatIsEmptyByDefaultMayBeEmpty() throws Exception {
    Attribute file =
        new Attribute(
            "x", "X", "", AttributeType.STRING, 0, true, "1", "9", List.of(), List.of(""));
    assertThat(ValueCheck.convert(file, List.of(""))).isEqualTo("");
  }

  @Property(tries = 300)
  void anyTextIsTakenOrRefused(
      @ForAll AttributeType type, @ForAll String text, @ForAll boolean list) {
    try {
      Object value = ValueCheck.convert(of(type, list ? 2 : 0, "", ""), List.of(text));
      assertThat(value.getClass().isArray()).isEqualTo(list);
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).startsWith("WG-CFG-");
    }
  }
}
