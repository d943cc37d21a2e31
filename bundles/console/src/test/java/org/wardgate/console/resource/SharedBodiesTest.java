package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;

class SharedBodiesTest {
  private final SharedBodies bodies = new SharedBodies();

  @Test
  void allWhoAskAreGivenOneArray() {
    Bytes list = Bytes.ofHex("0102");
    assertThat(bodies.of("", list).content()).isSameAs(bodies.of("", list).content());
  }

  @Test
  void anotherContentIsAnotherAnswer() {
    SharedBodies.Body first = bodies.of("", Bytes.ofHex("0102"));
    SharedBodies.Body second = bodies.of("", Bytes.ofHex("0103"));
    assertThat(second.content()).containsExactly(1, 3);
    assertThat(second.tag()).isNotEqualTo(first.tag());
    assertThat(second.known(first.tag())).isFalse();
  }

  @Test
  void whatIsNotAskedForAnyMoreIsNotKept() {
    Bytes list = Bytes.ofHex("0102");
    SharedBodies.Body first = bodies.of("0", list);
    for (int i = 1; i <= SharedBodies.KEPT_MAX_COUNT; i++) {
      bodies.of(String.valueOf(i), list);
    }
    assertThat(bodies.of("0", list)).isNotSameAs(first);
  }
}
