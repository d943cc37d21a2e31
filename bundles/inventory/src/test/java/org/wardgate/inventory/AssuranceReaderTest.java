package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceFunction;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.inventory.TrustAction;

class AssuranceReaderTest {
  private static Assurance read(Example example) throws RefusedException {
    return InventoryReader.read(Hospital.bytes(example.toString()))
        .classes()
        .values()
        .iterator()
        .next()
        .assurance();
  }

  private static ObjectNode assurance(Example example) {
    return example.deviceClass().withObject("/assurance");
  }

  private static ObjectNode function(Example example) {
    ObjectNode function = assurance(example).withArray("functions").addObject();
    function.put("name", "remote-dosing").put("action", "actuate").putArray("flows").add("to/*");
    return function;
  }

  @Test
  void readsTheDocumentedForm() throws RefusedException {
    Example example = new Example();
    ObjectNode assurance = assurance(example);
    assurance.put("attests", true).put("protectionProfile", "infusion-2");
    assurance.putObject("risk").put("criticality", 5).put("exposure", 2);
    assurance.put("challengePeriodMinSeconds", 10).put("challengePeriodMaxSeconds", 60);
    assurance.put("conformitySeconds", 120);
    function(example);
    assertThat(read(example))
        .isEqualTo(
            new Assurance(
                true,
                "infusion-2",
                Optional.of(new Risk(5, 2)),
                1,
                10,
                60,
                120,
                List.of(
                    new DeviceFunction("remote-dosing", TrustAction.ACTUATE, List.of("to/*")))));
  }

  @Test
  void withoutItTheUsualHolds() throws RefusedException {
    assertThat(read(new Example())).isEqualTo(Assurance.DEFAULT);
    Example empty = new Example();
    assurance(empty);
    assertThat(read(empty)).isEqualTo(Assurance.DEFAULT);
  }

  @Test
  void aClassChallengedMoreOftenThanUsualKeepsItsPeriod() throws RefusedException {
    Example example = new Example();
    example.deviceClass().put("challengePeriodSeconds", 2);
    assertThat(read(example).challengePeriodMinSeconds()).isEqualTo(2);
  }

  @Test
  void devicesThatCannotAttestHaveACap() throws RefusedException {
    Example example = new Example();
    assurance(example).put("attests", false).put("trustMax", 0.6);
    assertThat(read(example).attests()).isFalse();
    assertThat(read(example).trustMax()).isEqualTo(0.6);
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("no object", e -> e.deviceClass().put("assurance", 1)),
        spoil("unknown field", e -> assurance(e).put("attest", true)),
        spoil("attests text", e -> assurance(e).put("attests", "no")),
        spoil("attests null", e -> assurance(e).putNull("attests")),
        spoil("cannot attest, no cap", e -> assurance(e).put("attests", false)),
        spoil("cap above 1", e -> assurance(e).put("attests", false).put("trustMax", 1.1)),
        spoil("cap text", e -> assurance(e).put("attests", false).put("trustMax", "0.5")),
        spoil("cap of devices that attest", e -> assurance(e).put("trustMax", 0.5)),
        spoil(
            "profile of devices that do not attest",
            e ->
                assurance(e)
                    .put("attests", false)
                    .put("trustMax", 0.5)
                    .put("protectionProfile", "p")),
        spoil("profile blank", e -> assurance(e).put("protectionProfile", "")),
        spoil("profile with slash", e -> assurance(e).put("protectionProfile", "../p")),
        spoil("risk no object", e -> assurance(e).put("risk", 3)),
        spoil("risk empty", e -> assurance(e).putObject("risk")),
        spoil("risk without exposure", e -> assurance(e).putObject("risk").put("criticality", 3)),
        spoil("criticality 0", e -> risk(e, 0, 1)),
        spoil("criticality 6", e -> risk(e, 6, 1)),
        spoil("exposure 0", e -> risk(e, 1, 0)),
        spoil("exposure 6", e -> risk(e, 1, 6)),
        spoil("risk unknown field", e -> risk(e, 1, 1).put("likelihood", 1)),
        spoil("period min 0", e -> assurance(e).put("challengePeriodMinSeconds", 0)),
        spoil("period min above period", e -> assurance(e).put("challengePeriodMinSeconds", 31)),
        spoil("period max below period", e -> assurance(e).put("challengePeriodMaxSeconds", 29)),
        spoil("period max too long", e -> assurance(e).put("challengePeriodMaxSeconds", 3601)),
        spoil("validity below a minute", e -> assurance(e).put("conformitySeconds", 59)),
        spoil("validity above five", e -> assurance(e).put("conformitySeconds", 301)),
        spoil("functions no array", e -> assurance(e).put("functions", "x")),
        spoil("function no object", e -> assurance(e).putArray("functions").add(1)),
        spoil("function twice", AssuranceReaderTest::twice),
        spoil("function without name", e -> function(e).remove("name")),
        spoil("function name", e -> function(e).put("name", "Remote Dosing")),
        spoil("action", e -> function(e).put("action", "ADMIT")),
        spoil("action missing", e -> function(e).remove("action")),
        spoil("no flows", e -> function(e).putArray("flows")),
        spoil("flows missing", e -> function(e).remove("flows")),
        spoil("flow number", e -> function(e).putArray("flows").add(1)),
        spoil("flow blank", e -> function(e).putArray("flows").add(" ")),
        spoil("flow too long", e -> function(e).putArray("flows").add("x".repeat(161))),
        spoil("flow with a line end", e -> function(e).putArray("flows").add("a\nb")),
        spoil("function unknown field", e -> function(e).put("level", 1)));
  }

  private static ObjectNode risk(Example example, int criticality, int exposure) {
    return assurance(example)
        .putObject("risk")
        .put("criticality", criticality)
        .put("exposure", exposure);
  }

  private static void twice(Example example) {
    function(example);
    function(example);
  }

  private static Arguments spoil(String name, Consumer<Example> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<Example> change) {
    Example example = new Example();
    change.accept(example);
    assertThatThrownBy(() -> read(example)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesTooMuch() {
    Example functions = new Example();
    for (int i = 0; i <= Assurance.FUNCTIONS_MAX_COUNT; i++) {
      function(functions).put("name", "f" + i);
    }
    assertThatThrownBy(() -> read(functions)).hasMessageContaining("WG-INV-0003");
    Example flows = new Example();
    ObjectNode function = function(flows);
    for (int i = 0; i < DeviceFunction.FLOWS_MAX_COUNT; i++) {
      function.withArray("flows").add("f" + i);
    }
    assertThatThrownBy(() -> read(flows)).hasMessageContaining("WG-INV-0003");
  }

  @Test
  void theRefusalNamesTheFunction() {
    Example example = new Example();
    function(example).put("action", "dose");
    assertThatThrownBy(() -> read(example))
        .hasMessageContaining("classes[0] assurance functions[0]");
  }
}
