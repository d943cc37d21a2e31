package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HandedOverTest {
  private static final long NOW = -5_000_000_000L; // nanoTime may be negative
  private static final long SOON = NOW + 60_000_000_000L;

  @Test
  void whatIsLeftIsTakenOnce() throws Exception {
    NameBook names = new NameBook();
    InetAddress address = InetAddress.getByName("203.0.113.5");
    names.extend("cloud.example", address, SOON);
    names.extend("cloud.example", InetAddress.getByName("2001:db8::5"), SOON);

    HandedOver.leave(names);
    NameBook taken = HandedOver.take(NOW);

    assertThat(taken.snapshot("cloud.example")).isEqualTo(names.snapshot("cloud.example"));
    assertThat(HandedOver.take(NOW).names()).isEmpty();
  }

  @Test
  void whatHasExpiredOrWouldLastTooLongIsLeftOut() {
    assertThat(HandedOver.read("a.b 203.0.113.5 " + NOW, NOW).names()).isEmpty();
    assertThat(HandedOver.read("a.b 203.0.113.5 " + (NOW - 1), NOW).names()).isEmpty();
    assertThat(HandedOver.read("a.b 203.0.113.5 " + Long.MAX_VALUE, NOW).names()).isEmpty();
    long late = NOW + HandedOver.AGE_MAX_NANOS + 1;
    assertThat(HandedOver.read("a.b 203.0.113.5 " + late, NOW).names()).isEmpty();
  }

  @Test
  void linesOfAnotherFormAreLeftOut() {
    for (String bad :
        new String[] {
          "",
          "a.b",
          "a.b resolver.example " + SOON,
          "a.b face " + SOON,
          "a b 203.0.113.5 " + SOON,
          "a.b 203.0.113.5 99999999999999999999",
          "a.b 999.0.113.5 " + SOON,
          "a\"; accept 203.0.113.5 " + SOON
        }) {
      assertThat(HandedOver.read(bad, NOW).names()).as(bad).isEmpty();
    }
  }

  @Property
  void anyTextIsReadWithoutTrouble(@ForAll String text, @ForAll long now) {
    assertThat(HandedOver.read(text, now)).isNotNull();
  }
}
