package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.trust.Opinion;

class OpinionsTest {
  @Test
  void discountingMovesBeliefToUncertainty() {
    Opinion half = Opinions.discount(new Opinion(0.6, 0.2, 0.2, 0.5), 0.5);
    assertThat(half.belief()).isCloseTo(0.3, within(1e-12));
    assertThat(half.disbelief()).isCloseTo(0.1, within(1e-12));
    assertThat(half.uncertainty()).isCloseTo(0.6, within(1e-12));
    assertThat(Opinions.discount(Opinions.VETO, 0)).isEqualTo(Opinion.VACUOUS);
  }

  @Test
  void aSourceCannotBeTrustedMoreThanFully() {
    assertThatIllegalArgumentException().isThrownBy(() -> Opinions.discount(Opinion.VACUOUS, 1.01));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Opinions.discount(Opinion.VACUOUS, Double.NaN));
  }

  @Test
  void evidenceMapsToAnOpinion() {
    Opinion opinion = new EvidenceCount(6, 2).opinion();
    assertThat(opinion.belief()).isCloseTo(0.6, within(1e-12));
    assertThat(opinion.disbelief()).isCloseTo(0.2, within(1e-12));
    assertThat(opinion.uncertainty()).isCloseTo(0.2, within(1e-12));
    assertThat(new EvidenceCount(0, 0).opinion()).isEqualTo(Opinion.VACUOUS);
  }

  @Test
  void evidenceHalvesWithEachHalfLife() {
    EvidenceCount old = new EvidenceCount(8, 4).decayed(Duration.ofHours(2), Duration.ofHours(1));
    assertThat(old.good()).isCloseTo(2, within(1e-12));
    assertThat(old.bad()).isCloseTo(1, within(1e-12));
  }

  @Test
  void impossibleEvidenceIsRefusedOrBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EvidenceCount(-1, 0));
    assertThat(new EvidenceCount(Double.NaN, 0).good()).isEqualTo(EvidenceCount.OBSERVATIONS_MAX);
    EvidenceCount some = new EvidenceCount(1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.decayed(Duration.ofSeconds(-1), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.decayed(Duration.ofSeconds(1), Duration.ZERO));
  }

  @Property(tries = 300)
  void fusingEvidenceIsAddingIt(
      @ForAll @DoubleRange(max = 1e4) double r1,
      @ForAll @DoubleRange(max = 1e4) double s1,
      @ForAll @DoubleRange(max = 1e4) double r2,
      @ForAll @DoubleRange(max = 1e4) double s2) {
    Opinion fused =
        FusionOperator.CUMULATIVE.fuse(
            java.util.List.of(
                new EvidenceCount(r1, s1).opinion(), new EvidenceCount(r2, s2).opinion()));
    Opinion added = new EvidenceCount(r1 + r2, s1 + s2).opinion();
    assertThat(fused.belief()).isCloseTo(added.belief(), within(1e-6));
    assertThat(fused.disbelief()).isCloseTo(added.disbelief(), within(1e-6));
  }
}
