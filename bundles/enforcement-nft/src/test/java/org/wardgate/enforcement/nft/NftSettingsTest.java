package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;

class NftSettingsTest {
  @Test
  void takesTheDefaults() throws RefusedException {
    NftSettings settings = NftSettings.of(written(Map.of()));

    assertThat(settings.wardInterface()).isEqualTo("br0");
    assertThat(settings.strangerUdpPorts()).containsExactly(67, 547, 5684);
    assertThat(settings.memberPorts()).containsExactly(53);
  }

  @Test
  void refusesWhatWouldBecomeRuleText() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("wardInterface", ""),
            Map.of("wardInterface", "br0\" accept"),
            Map.of("wardInterface", "a-name-longer-than-15"),
            Map.of("tableName", "x; flush ruleset"),
            Map.of("tableName", "1x"),
            Map.of("nftCommand", "nft; reboot"),
            Map.of("ipCommand", ""),
            Map.of("localNetworks", new String[] {"10.0.0.0/8", "::/129"}),
            Map.of("localNetworks", new String[100]),
            Map.of("strangerUdpPorts", new int[] {0}),
            Map.of("memberPorts", new int[] {65_536}),
            Map.of("nflogGroup", 0),
            Map.of("onStop", "open"),
            Map.of("onStop", ""),
            Map.of("watchPeriodMs", 1),
            Map.of("commandTimeoutMs", Integer.MAX_VALUE))) {
      assertThatThrownBy(() -> NftSettings.of(written(bad)))
          .as("%s", bad)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-NFT-0007");
    }
  }

  /** What the framework makes of a configuration. */
  private static NftConfiguration written(Map<String, Object> changes) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            changes.containsKey(method.getName())
                ? changes.get(method.getName())
                : method.getDefaultValue();
    return (NftConfiguration)
        Proxy.newProxyInstance(
            NftConfiguration.class.getClassLoader(),
            new Class<?>[] {NftConfiguration.class},
            handler);
  }
}
