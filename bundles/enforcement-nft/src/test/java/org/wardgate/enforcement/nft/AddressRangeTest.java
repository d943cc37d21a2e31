package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.policy.FlowRule.Family;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.77.0.0/24,10.77.0.0-10.77.0.255",
    "10.77.0.9/32,10.77.0.9",
    "0.0.0.0/0,0.0.0.0-255.255.255.255",
    "10.77.0.9/8,10.0.0.0-10.255.255.255",
    "255.255.255.255/32,255.255.255.255",
    "2001:db8::/32,2001:db8:0:0:0:0:0:0-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "fd00:77::b/128,fd00:77:0:0:0:0:0:b",
    "fd00:77::ff/65,fd00:77:0:0:0:0:0:0-fd00:77:0:0:7fff:ffff:ffff:ffff",
    "fd00:77::ff/63,fd00:77:0:0:0:0:0:0-fd00:77:0:1:ffff:ffff:ffff:ffff",
    "::/0,0:0:0:0:0:0:0:0-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::192.0.2.1/128,2001:db8:0:0:0:0:c000:201"
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
        "::/129",
        "::1",
        ":::/8",
        "1::2::3/64",
        "::ffff:192.0.2.1/128",
        "::ffff:192.0.2.1/32",
        "fe80::1%eth0/64",
        "12345::/16",
        "localhost/8",
        "1:2:3:4:5:6:7:8:9/64",
        "/64",
        "::/",
        "10.0.0.0/8 ",
        "10.0.0.0/8;",
        "a.b.c.d/8",
        "10.0.0.0/-1",
        "99999999999.0.0.0/8"
      })
  void refusesWhatIsNoPrefix(String text) {
    assertThat(AddressRange.ofCidr(text)).isEmpty();
  }

  @Test
  void refusesDisorder() {
    assertThatThrownBy(() -> range(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> range(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> range(0, 1L << 32)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AddressRange(Family.IPV6, IpNumber.IPV6_LAST, new IpNumber(1, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void intersectsWithinAFamilyOnly() {
    AddressRange four = AddressRange.ofCidr("10.0.0.0/8").orElseThrow();
    AddressRange part = AddressRange.ofCidr("10.77.0.0/24").orElseThrow();

    assertThat(four.intersection(part)).contains(part);
    assertThat(part.intersection(four)).contains(part);
    assertThat(four.intersection(AddressRange.ofCidr("11.0.0.0/8").orElseThrow())).isEmpty();
    assertThat(four.intersection(AddressRange.all(Family.IPV6))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/8", "10.0.0.5-10.0.0.9", "fd00::1", "fd00::/16", "fd00::1-fd00::3"})
  void readsWhatNftPrints(String text) {
    AddressRange range = AddressRange.ofListing(text).orElseThrow();

    assertThat(AddressRange.ofListing(range.text())).contains(range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "10.0.0.9-10.0.0.5", "10.0.0.1-fd00::1", "a-b", "10.0.0.1-"})
  void doesNotReadOtherListings(String text) {
    assertThat(AddressRange.ofListing(text)).isEmpty();
  }

  private static AddressRange range(long first, long last) {
    return new AddressRange(Family.IPV4, new IpNumber(0, first), new IpNumber(0, last));
  }

  @Property(tries = 500)
  void neverThrows(@ForAll String text) {
    assertThat(AddressRange.ofCidr(text))
        .satisfiesAnyOf(
            range -> assertThat(range).isEmpty(), range -> assertThat(text).contains("/"));
  }
}
