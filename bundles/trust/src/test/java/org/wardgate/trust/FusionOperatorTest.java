package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.Opinion;

class FusionOperatorTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void publishedThreeSourceTable() throws IOException {
    List<String[]> rows = Vectors.rows("fusion2018-trisource.csv");
    assertThat(rows).hasSize(4);
    for (String[] row : rows) {
      List<Opinion> sources = List.of(opinion(row[1]), opinion(row[2]), opinion(row[3]));
      Opinion fused = published(row[0]).fuse(sources);
      Offset<Double> tolerance = within(Double.parseDouble(row[7]));
      assertThat(fused.belief()).as(row[0]).isCloseTo(Double.parseDouble(row[4]), tolerance);
      assertThat(fused.disbelief()).as(row[0]).isCloseTo(Double.parseDouble(row[5]), tolerance);
      assertThat(fused.uncertainty()).as(row[0]).isCloseTo(Double.parseDouble(row[6]), tolerance);
    }
  }

  private static FusionOperator published(String name) {
    return switch (name) {
      case "CBF" -> FusionOperator.CUMULATIVE;
      case "ABF" -> FusionOperator.AVERAGING;
      case "WBF" -> FusionOperator.WEIGHTED;
      case "CCF" -> FusionOperator.CONSENSUS;
      default -> throw new AssertionError("an operator we do not know: " + name);
    };
  }

  private static Opinion opinion(String parts) {
    String[] p = parts.split(";");
    return new Opinion(
        Double.parseDouble(p[0]),
        Double.parseDouble(p[1]),
        Double.parseDouble(p[2]),
        Double.parseDouble(p[3]));
  }

  @Test
  void twoSourcesFollowTheTextbookFormulas() {
    Opinion a = new Opinion(0.5, 0.2, 0.3, 0.5);
    Opinion b = new Opinion(0.1, 0.3, 0.6, 0.5);
    double k = 0.3 + 0.6 - 0.3 * 0.6;
    Opinion cumulative = FusionOperator.CUMULATIVE.fuse(List.of(a, b));
    assertThat(cumulative.belief()).isCloseTo((0.5 * 0.6 + 0.1 * 0.3) / k, CLOSE);
    assertThat(cumulative.uncertainty()).isCloseTo(0.3 * 0.6 / k, CLOSE);
    Opinion averaging = FusionOperator.AVERAGING.fuse(List.of(a, b));
    assertThat(averaging.belief()).isCloseTo((0.5 * 0.6 + 0.1 * 0.3) / 0.9, CLOSE);
    assertThat(averaging.uncertainty()).isCloseTo(2 * 0.3 * 0.6 / 0.9, CLOSE);
    double kw = 0.3 + 0.6 - 2 * 0.3 * 0.6;
    Opinion weighted = FusionOperator.WEIGHTED.fuse(List.of(a, b));
    assertThat(weighted.belief()).isCloseTo((0.5 * 0.7 * 0.6 + 0.1 * 0.4 * 0.3) / kw, CLOSE);
    assertThat(weighted.uncertainty()).isCloseTo((2 - 0.9) * 0.3 * 0.6 / kw, CLOSE);
  }

  @Test
  void dogmaticOpinionsOutweighTheOthersAndAverageAmongThemselves() {
    Opinion no = new Opinion(0, 1, 0, 0.5);
    Opinion yes = new Opinion(1, 0, 0, 0.5);
    Opinion some = new Opinion(0.8, 0.1, 0.1, 0.5);
    for (FusionOperator operator : counting()) {
      assertThat(operator.fuse(List.of(some, no))).isEqualTo(no);
      assertThat(operator.fuse(List.of(yes, some, no)).belief()).isCloseTo(0.5, CLOSE);
      assertThat(operator.fuse(List.of(yes, some, no)).uncertainty()).isZero();
    }
  }

  @Test
  void onlyVacuousOpinionsStayVacuous() {
    List<Opinion> nobodyKnows = List.of(Opinion.VACUOUS, Opinion.VACUOUS, Opinion.VACUOUS);
    for (FusionOperator operator : FusionOperator.values()) {
      assertThat(operator.fuse(nobodyKnows)).as(operator.name()).isEqualTo(Opinion.VACUOUS);
    }
  }

  @Test
  void almostDogmaticOpinionsDoNotOverflow() {
    Opinion sure = new Opinion(1 - 1e-15, 0, 1e-15, 0.5);
    List<Opinion> many = Collections.nCopies(64, sure);
    for (FusionOperator operator : FusionOperator.values()) {
      assertThat(operator.fuse(many).belief()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void nothingToFuseIsACallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FusionOperator.CUMULATIVE.fuse(List.of()));
  }

  @Test
  void unknownOperatorIsRefused() {
    assertThatThrownBy(() -> FusionOperator.named("median"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-TRU-0003");
  }

  @Property(tries = 500)
  void theResultIsAnOpinion(@ForAll("several") List<Opinion> opinions) {
    for (FusionOperator operator : FusionOperator.values()) {
      Opinion fused = operator.fuse(opinions);
      assertThat(fused.belief() + fused.disbelief() + fused.uncertainty()).isCloseTo(1, CLOSE);
      assertThat(fused.projectedProbability()).isBetween(-1e-9, 1 + 1e-9);
    }
  }

  @Property(tries = 300)
  void theOrderOfSourcesDoesNotMatter(@ForAll("several") List<Opinion> opinions) {
    List<Opinion> reversed = new ArrayList<>(opinions);
    Collections.reverse(reversed);
    for (FusionOperator operator : FusionOperator.values()) {
      assertSame(operator.fuse(opinions), operator.fuse(reversed));
    }
  }

  @Property(tries = 300)
  void aVacuousSourceAddsNothing(@ForAll("opinions") Opinion opinion) {
    List<Opinion> withVacuous = List.of(opinion, Opinion.VACUOUS);
    assertSame(FusionOperator.CUMULATIVE.fuse(withVacuous), opinion);
    assertSame(FusionOperator.WEIGHTED.fuse(withVacuous), opinion);
  }

  @Property(tries = 300)
  void averagingAnOpinionWithItselfChangesNothing(@ForAll("opinions") Opinion opinion) {
    assertSame(FusionOperator.AVERAGING.fuse(List.of(opinion, opinion)), opinion);
    assertSame(FusionOperator.WEIGHTED.fuse(List.of(opinion, opinion)), opinion);
  }

  private static void assertSame(Opinion actual, Opinion expected) {
    Offset<Double> close = within(1e-6);
    assertThat(actual.belief()).isCloseTo(expected.belief(), close);
    assertThat(actual.disbelief()).isCloseTo(expected.disbelief(), close);
    assertThat(actual.uncertainty()).isCloseTo(expected.uncertainty(), close);
  }

  private static List<FusionOperator> counting() {
    return List.of(FusionOperator.CUMULATIVE, FusionOperator.AVERAGING, FusionOperator.WEIGHTED);
  }

  @Provide
  Arbitrary<Opinion> opinions() {
    Arbitrary<Double> part = Arbitraries.doubles().between(0, 1).ofScale(6);
    return Combinators.combine(part, part)
        .as(
            (first, second) -> {
              double b = Math.min(first, second);
              double d = Math.max(first, second) - b;
              return Opinions.normalised(b, d, 1 - b - d, 0.5);
            });
  }

  @Provide
  Arbitrary<List<Opinion>> several() {
    return opinions().list().ofMinSize(2).ofMaxSize(8);
  }
}
