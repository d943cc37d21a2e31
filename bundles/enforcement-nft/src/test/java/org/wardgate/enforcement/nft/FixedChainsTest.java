package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedChainsTest {
  @Test
  void readsTheFixedChainsOfOurTableOnly() {
    List<String> listing =
        List.of(
            "table inet other {",
            "\tchain forward {",
            "\t\taccept",
            "\t}",
            "}",
            "table inet wardgate {",
            "\tset x {",
            "\t\ttype ipv4_addr",
            "\t}",
            "\tchain p1_from {",
            "\t\tdrop",
            "\t}",
            "\tchain forward {",
            "\t\tdrop",
            "\t}",
            "}");

    assertThat(FixedChains.parse(listing, "wardgate"))
        .hasSize(1)
        .containsEntry("forward", "drop\n");
    assertThat(FixedChains.parse(listing, "absent")).isEmpty();
    assertThat(FixedChains.parse(List.of(), "wardgate")).isEmpty();
  }
}
