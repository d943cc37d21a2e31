package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.wardgate.api.trust.Opinion;

class ControlQuantifierTest {
  private static final List<String> COLUMNS =
      List.of(
          "secure-boot",
          "access-control",
          "control-flow-integrity",
          "secure-ota",
          "isolation",
          "config-integrity");

  @Test
  void publishedCases() throws IOException {
    List<String[]> rows = Vectors.rows("taf-quantifier.csv");
    assertThat(rows).hasSize(5);
    Offset<Double> rounding = within(0.005);
    for (String[] row : rows) {
      Opinion opinion = ControlQuantifier.quantify(controls(row));
      assertThat(opinion.belief()).as(row[0]).isCloseTo(Double.parseDouble(row[11]), rounding);
      assertThat(opinion.disbelief()).as(row[0]).isCloseTo(Double.parseDouble(row[12]), rounding);
      assertThat(opinion.uncertainty()).as(row[0]).isCloseTo(Double.parseDouble(row[13]), rounding);
      double p = opinion.projectedProbability();
      assertThat(p).as(row[0]).isCloseTo(Double.parseDouble(row[14]), rounding);
      assertThat(p > 0.75).as(row[0]).isEqualTo("TRUSTWORTHY".equals(row[15]));
    }
  }

  private static Map<String, Boolean> controls(String[] row) {
    Map<String, Boolean> controls = new HashMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (!row[5 + i].isEmpty()) {
        controls.put(COLUMNS.get(i), "1".equals(row[5 + i]));
      }
    }
    return controls;
  }

  @Test
  void everyCriticalControlVetoesWhenItFails() {
    for (String control : ControlQuantifier.CRITICAL) {
      Map<String, Boolean> controls = new HashMap<>();
      ControlQuantifier.WEIGHTS.keySet().forEach(name -> controls.put(name, true));
      controls.put(control, false);
      assertThat(ControlQuantifier.quantify(controls)).as(control).isEqualTo(Opinions.VETO);
    }
  }

  @Test
  void controlsNobodyWeighedChangeNothing() {
    assertThat(ControlQuantifier.quantify(Map.of("blinking-light", true)))
        .isEqualTo(ControlQuantifier.quantify(Map.of()));
  }

  @Test
  void theWeightsLeaveSomethingUncertain() {
    double sum = ControlQuantifier.WEIGHTS.values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum).isLessThan(1);
  }
}
