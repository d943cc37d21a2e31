package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.Opinion;

class OpinionFusionTest {
  @Test
  void fusesWhatWasWritten() throws RefusedException {
    Opinion fused =
        OpinionFusion.fuse("cumulative", List.of(".1,.3,.6", ".4,.2,.4", " .7 , .1 , .2 "));
    assertThat(fused.belief()).isCloseTo(0.651, within(0.001));
  }

  @Test
  void acceptsABaseRateAndRoundedParts() throws RefusedException {
    Opinion opinion = OpinionFusion.parse("0.3333333,0.3333333,0.3333333,0.25");
    assertThat(opinion.baseRate()).isEqualTo(0.25);
    assertThat(opinion.belief() + opinion.disbelief() + opinion.uncertainty())
        .isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "1",
        "0.5,0.5",
        "0.5,0.5,0.5",
        "0,0,0",
        "-0.1,0.1,1",
        "NaN,0,1",
        "Infinity,0,0",
        "1,0,0,2",
        "1,0,0,0.5,0",
        "a,b,c",
        "1;0;0",
        "2,-1,0"
      })
  void refusesWhatIsNoOpinion(String text) {
    assertThatThrownBy(() -> OpinionFusion.parse(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-TRU-0001");
  }

  @Test
  void refusesTooFewAndTooMany() {
    assertThatThrownBy(() -> OpinionFusion.fuse("weighted", List.of("1,0,0")))
        .hasMessageContaining("WG-TRU-0006");
    assertThatThrownBy(() -> OpinionFusion.fuse("weighted", Collections.nCopies(65, "0.2,0.2,0.6")))
        .hasMessageContaining("WG-TRU-0002");
  }

  @Test
  void refusesAnUnknownOperator() {
    assertThatThrownBy(() -> OpinionFusion.fuse("sum", List.of("1,0,0", "1,0,0")))
        .hasMessageContaining("WG-TRU-0003");
  }

  @Property(tries = 500)
  void anyTextIsAnOpinionOrRefused(@ForAll String text) {
    try {
      assertThat(OpinionFusion.parse(text)).isNotNull();
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-TRU-0001");
    }
  }
}
