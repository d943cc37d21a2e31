package org.wardgate.mud.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.1.0.0/16,10.1.0.0/16",
    "10.1.0.0/16,10.0.0.0/8,10.1.0.0/16",
    "10.0.0.0/8,10.0.0.0/8,10.0.0.0/8",
    "10.0.0.0/8,11.0.0.0/8,none",
    "10.1.2.0/23,10.1.3.0/24,10.1.3.0/24",
    "10.1.2.0/23,10.1.4.0/24,none",
    "10.1.2.128/25,10.1.2.0/25,none",
    "0.0.0.0/0,203.0.113.1/32,203.0.113.1/32",
    "::/0,10.0.0.0/8,none",
    "2001:db8::/32,2001:db8:1::/48,2001:db8:1::/48",
    "2001:db8::/33,2001:db8:8000::/33,none"
  })
  void intersects(String first, String second, String both) {
    assertThat(
            CidrText.read(first)
                .intersect(CidrText.read(second))
                .map(Cidr::toString)
                .orElse("none"))
        .isEqualTo(both);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0/8",
        "a/8",
        "::ffff:1.2.3.4/96",
        "10.0.0.0/x",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.1/8",
        "10.0.0.0/-1",
        ""
      })
  void readsOnlyCanonicalText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> CidrText.read(text));
  }

  @Test
  void literalsAreNeverLookedUp() {
    assertThat(AddressLiteral.parse("localhost")).isEmpty();
    assertThat(AddressLiteral.parse("1.2.3")).isEmpty();
    assertThat(AddressLiteral.parse("::ffff:1.2.3.4")).isEmpty();
    assertThat(AddressLiteral.parse("2001:DB8::1").map(a -> AddressLiteral.range(a).toString()))
        .contains("2001:db8::1/128");
    assertThat(AddressLiteral.parse("10.0.0.1").map(a -> AddressLiteral.range(a).toString()))
        .contains("10.0.0.1/32");
  }
}
