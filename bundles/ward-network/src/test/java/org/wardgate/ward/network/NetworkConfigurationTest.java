package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.platform.SystemPrograms;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class NetworkConfigurationTest {
  /** An interface that no machine has, and a program that is not there. */
  private static final Map<String, Object> GOOD =
      Map.of(
          "wardInterface", "wgt-none",
          "ulogdCommand", "/nonexistent/ulogd",
          "ipCommand", "/nonexistent/ip",
          "dhcpListen", false);

  private final RecordedReports reports = new RecordedReports();

  private static Map<String, Object> with(Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>(GOOD);
    all.putAll(changes);
    return all;
  }

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(NetworkConfiguration.class, NetworkSettings::of);
    for (String name : List.of("wardInterface", "ulogdCommand", "ipCommand", "nflogGroup")) {
      refused(name, HostileSettings.SCRIPT);
    }
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    refused("wardInterface", "");
    refused("wardInterface", "br0\"");
    refused("wardInterface", "sixteen-letters-");
    refused("ulogdCommand", "ulogd -d");
    refused("ulogdCommand", "");
    refused("ulogdPluginDirectory", "relative");
    refused("ulogdPluginDirectory", "/x\"\nplugin=\"/evil");
    refused("nflogGroup", 0);
    refused("nflogGroup", 65_536);
    refused("ipCommand", "ip;reboot");
    refused("dhcpListen", "perhaps");
  }

  @Test
  void anOperatorCannotChooseAProgramOrAFolderOfPlugins() {
    SystemPrograms machine = SystemPrograms.with(name -> null);
    String[][] all = {
      {"ulogdCommand", "/tmp/ulogd"},
      {"ulogdCommand", "sh"},
      {"ulogdCommand", "/usr/sbin/../../tmp/ulogd"},
      {"ipCommand", "/home/kura/ip"},
      {"ipCommand", "nft"},
      {"ulogdPluginDirectory", "/tmp"},
      {"ulogdPluginDirectory", "/usr/lib/../../tmp"},
      {"ulogdPluginDirectory", "/usr/libexec"}
    };
    for (String[] one : all) {
      assertThat(NetworkSettings.of(Map.of(one[0], one[1]), machine).refused(one[0]))
          .as(one[1])
          .isTrue();
    }
    Map<String, Object> good =
        Map.of(
            "ulogdCommand", "/usr/sbin/ulogd",
            "ipCommand", "ip",
            "ulogdPluginDirectory", "/usr/lib/aarch64-linux-gnu/ulogd");
    assertThat(NetworkSettings.of(good, machine).good()).isTrue();
  }

  private static void refused(String attribute, Object value) {
    HostileSettings.refuses(NetworkSettings::of, attribute, value);
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() throws Exception {
    WardNetworkComponent network = new WardNetworkComponent(reports, GOOD);
    network.modified(GOOD);
    network.modified(with(Map.of("nflogGroup", 5L)));
    assertThat(network.starts()).isEqualTo(1);
    assertThat(reports.said()).containsExactly("accepted");
    network.modified(with(Map.of("nflogGroup", 6)));
    assertThat(network.starts()).isEqualTo(2);
    network.deactivate();
  }

  @Test
  void aRefusedConfigurationLeavesTheLastGoodOneInForce() throws Exception {
    WardNetworkComponent network = new WardNetworkComponent(reports, GOOD);
    network.modified(with(Map.of("nflogGroup", 6, "wardInterface", "a b")));
    network.modified(with(Map.of("nflogGroup", HostileSettings.HUGE)));
    assertThat(network.starts()).isEqualTo(1);
    assertThat(reports.properties()).containsExactly("nflogGroup");
    network.deactivate();
  }

  @Test
  void withoutAKnownInterfaceItIsAliveAndObservesNothingUntilItIsCorrected() throws Exception {
    WardNetworkComponent network =
        new WardNetworkComponent(reports, with(Map.of("wardInterface", HostileSettings.SCRIPT)));
    assertThat(network.starts()).isZero();
    assertThat(network.observing()).isFalse();
    assertThat(reports.properties()).containsExactly("wardInterface");

    network.modified(GOOD);

    assertThat(network.starts()).isEqualTo(1);
    assertThat(reports.current()).isEmpty();
    network.deactivate();
  }
}
