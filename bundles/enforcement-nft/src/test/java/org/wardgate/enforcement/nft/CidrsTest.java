package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrsTest {
  @ParameterizedTest
  @CsvSource({
    "10.77.0.1/24,10.77.0.0/24",
    "10.77.0.1/32,10.77.0.1",
    "10.77.200.1/20,10.77.192.0/20",
    "fd00:77::1/64,fd00:77::/64",
    "2001:db8:0:1:0:0:0:5/128,2001:db8:0:1::5",
    "2001:db8:1:2:3:4:5:6/64,2001:db8:1:2::/64",
    "::1/128,::1",
    "2001:0:0:1:0:0:0:1/128,2001:0:0:1::1"
  })
  void givesTheNetwork(String address, String network) throws IOException {
    assertThat(Cidrs.network(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host/24", "10.0.0.1/33", "10.0.0.1/x", "::1/129"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> Cidrs.network(text)).isInstanceOf(IOException.class);
  }

  @Test
  @Tag("root")
  void writesNetworksAsIpDoes() throws Exception {
    Ward.assumeRoot();
    try (Namespace there = new Namespace("wgt" + ProcessHandle.current().pid() % 100_000 + "-c")) {
      for (String address :
          List.of(
              "fd00:77::1/64",
              "2001:db8:0:1:0:0:0:5/128",
              "2001:db8:1:2:3:4:5:6/112",
              "2001:db8:0:0:1:0:0:1/112",
              "fd12:3456:789a:1::1/56",
              "2001:0:0:1:0:0:0:1/128")) {
        String network = Cidrs.network(address);
        there.run("ip -6 rule add pref 8902 to " + network + " blackhole");
        assertThat(there.run("ip -6 rule show pref 8902"))
            .anyMatch(line -> line.endsWith("to " + network + " blackhole"));
      }
    }
  }
}
