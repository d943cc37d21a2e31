package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;

class NamesSettingsTest {
  @Test
  void takesAddressesWithAndWithoutPort() throws RefusedException {
    NamesSettings settings =
        NamesSettings.of(
            written(
                Map.of(
                    "upstream",
                    "203.0.113.53:5353",
                    "privateAllowedNames",
                    new String[] {".Ward.Internal."})));

    assertThat(settings.upstream().getPort()).isEqualTo(5_353);
    assertThat(settings.privateAllowedNames()).containsExactly("ward.internal");
    assertThat(NamesSettings.of(written(Map.of("upstream", "203.0.113.53"))).upstream().getPort())
        .isEqualTo(53);
  }

  @Test
  void takesIpv6() throws RefusedException {
    for (String[] upstream :
        new String[][] {{"2001:db8::53", "53"}, {"[2001:db8::53]", "53"}, {"[::1]:5353", "5353"}}) {
      NamesSettings settings =
          NamesSettings.of(
              written(Map.of("upstream", upstream[0], "bindAddressIpv6", "fd77::1", "port", 54)));
      assertThat(settings.upstream().getPort()).isEqualTo(Integer.parseInt(upstream[1]));
      assertThat(settings.binds()).extracting(InetSocketAddress::getPort).containsExactly(54, 54);
    }
  }

  @Test
  void refusesTheRest() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("upstream", "resolver.example"),
            Map.of("upstream", "1.2.3.999"),
            Map.of("upstream", "1.2.3.4:99999"),
            Map.of("upstream", "1.2.3.4", "bindAddress", "localhost"),
            Map.of("upstream", "1.2.3.4", "port", -1),
            Map.of("upstream", "2001:db8::53]"),
            Map.of("upstream", "[2001:db8::53"),
            Map.of("upstream", "[2001:db8::53]:99999"),
            Map.of("upstream", "[1.2.3.4]"),
            Map.of("upstream", "fe80::1%eth0"),
            Map.of("upstream", "1.2.3.4", "bindAddressIpv6", "10.77.0.1"),
            Map.of("upstream", "1.2.3.4", "bindAddressIpv6", "::zz"),
            Map.of("upstream", "1.2.3.4", "bindAddress", "fd77::1"),
            Map.of("upstream", "1.2.3.4", "privateAllowedNames", new String[] {""}),
            Map.of("upstream", "1.2.3.4", "privateAllowedNames", new String[] {"*"}),
            Map.of("upstream", "1.2.3.4", "privateAllowedNames", new String[1_000]))) {
      assertThatThrownBy(() -> NamesSettings.of(written(bad)))
          .as("%s", bad)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-DNS-0004");
    }
  }

  private static NamesConfiguration written(Map<String, Object> changes) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            changes.containsKey(method.getName())
                ? changes.get(method.getName())
                : method.getDefaultValue();
    return (NamesConfiguration)
        Proxy.newProxyInstance(
            NamesConfiguration.class.getClassLoader(),
            new Class<?>[] {NamesConfiguration.class},
            handler);
  }
}
