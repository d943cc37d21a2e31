package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.77.0.0/24,10.77.0.0-10.77.0.255",
    "10.77.0.9/32,10.77.0.9",
    "0.0.0.0/0,0.0.0.0-255.255.255.255",
    "10.77.0.9/8,10.0.0.0-10.255.255.255",
    "255.255.255.255/32,255.255.255.255"
  })
  void readsPrefixes(String cidr, String text) {
    assertThat(AddressRange.ofCidr(cidr).orElseThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0.0/33",
        "10.0.0.256/8",
        "10.0.0/8",
        "::/0",
        "2001:db8::/32",
        "10.0.0.0/8 ",
        "10.0.0.0/8;",
        "a.b.c.d/8",
        "10.0.0.0/-1",
        "99999999999.0.0.0/8"
      })
  void refusesWhatIsNoIpv4Prefix(String text) {
    assertThat(AddressRange.ofCidr(text)).isEmpty();
  }

  @Test
  void refusesDisorder() {
    assertThatThrownBy(() -> new AddressRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AddressRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AddressRange(0, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void neverThrows(@ForAll String text) {
    assertThat(AddressRange.ofCidr(text))
        .satisfiesAnyOf(
            range -> assertThat(range).isEmpty(), range -> assertThat(text).contains("/"));
  }
}
