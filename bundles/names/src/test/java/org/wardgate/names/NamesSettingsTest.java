package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.testing.HostileSettings;

class NamesSettingsTest {
  private static Parsed<NamesSettings> parse(Map<String, Object> written) {
    return NamesSettings.of(written, List::of);
  }

  private static InetSocketAddress upstream(Map<String, Object> written) {
    return parse(written).value().upstream().orElseThrow();
  }

  @Test
  void takesAddressesWithAndWithoutPort() {
    NamesSettings settings =
        parse(
                Map.of(
                    "upstream",
                    "203.0.113.53:5353",
                    "privateAllowedNames",
                    new String[] {".Ward.Internal."}))
            .value();

    assertThat(settings.upstream().orElseThrow().getPort()).isEqualTo(5_353);
    assertThat(settings.privateAllowedNames()).containsExactly("ward.internal");
    assertThat(upstream(Map.of("upstream", "203.0.113.53")).getPort()).isEqualTo(53);
  }

  @Test
  void takesIpv6() {
    for (String[] upstream :
        new String[][] {{"2001:db8::53", "53"}, {"[2001:db8::53]", "53"}, {"[::1]:5353", "5353"}}) {
      NamesSettings settings =
          parse(Map.of("upstream", upstream[0], "bindAddressIpv6", "fd77::1", "port", 54)).value();
      assertThat(settings.upstream().orElseThrow().getPort())
          .isEqualTo(Integer.parseInt(upstream[1]));
      assertThat(settings.binds()).extracting(InetSocketAddress::getPort).containsExactly(54, 54);
    }
  }

  @Test
  void refusesTheRest() {
    refused("upstream", "resolver.example");
    refused("upstream", "1.2.3.999");
    refused("upstream", "1.2.3.4:99999");
    refused("upstream", "1.2.3.4:0");
    refused("upstream", "2001:db8::53]");
    refused("upstream", "[2001:db8::53");
    refused("upstream", "[2001:db8::53]:99999");
    refused("upstream", "[1.2.3.4]");
    refused("upstream", "fe80::1%eth0");
    refused("bindAddress", "localhost");
    refused("bindAddress", "fd77::1");
    refused("bindAddress", "");
    refused("bindAddress", "127.0.0.1:99");
    refused("bindAddressIpv6", "10.77.0.1");
    refused("bindAddressIpv6", "::zz");
    refused("port", -1);
    refused("port", 65_536);
    refused("privateAllowedNames", new String[] {"*"});
    refused("privateAllowedNames", new String[] {"good.example", "a b"});
    refused("privateAllowedNames", java.util.Collections.nCopies(257, "a.b"));
  }

  private static void refused(String attribute, Object value) {
    HostileSettings.refuses(NamesSettingsTest::parse, attribute, value);
  }

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(NamesConfiguration.class, NamesSettingsTest::parse);
    for (String name : List.of("bindAddress", "upstream", "privateAllowedNames")) {
      refused(name, HostileSettings.SCRIPT);
    }
  }

  @Test
  void withoutUpstreamTheMachinesOwnResolverIsAskedButNeverThisOneItself() throws Exception {
    List<InetAddress> own =
        SystemResolvers.parse(
            """
            # made by hand
            search ward.example
            nameserver 127.0.0.1
            nameserver resolver.example
            nameserver fe80::1%eth0
            nameserver face
              nameserver 192.0.2.53\t
            nameserver 2001:db8::53
            """);
    assertThat(own).hasSize(3);
    NamesSettings settings = NamesSettings.of(Map.of(), () -> own).value();
    assertThat(settings.upstream().orElseThrow())
        .isEqualTo(new InetSocketAddress(InetAddress.getByName("192.0.2.53"), 53));
    assertThat(NamesSettings.of(Map.of("port", 5_353), () -> own).value().upstream().orElseThrow())
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53));
    assertThat(parse(Map.of()).value().upstream()).isEmpty();
  }

  @Test
  void aMachineWithoutResolversIsNoTrouble() {
    assertThat(new SystemResolvers(Path.of("/nonexistent/resolv.conf")).get()).isEmpty();
    assertThat(SystemResolvers.parse("nameserver")).isEmpty();
  }
}
