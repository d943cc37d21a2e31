package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.platform.SystemPrograms;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class NftSettingsTest {
  private final RecordedReports reports = new RecordedReports();

  @Test
  void takesTheDefaults() {
    Parsed<NftSettings> parsed = NftSettings.of(Map.of());

    assertThat(parsed.good()).isTrue();
    assertThat(parsed.value().wardInterface()).isEqualTo("br0");
    assertThat(parsed.value().strangerUdpPorts()).containsExactly(67, 547, 5684);
    assertThat(parsed.value().memberPorts()).containsExactly(53);
    assertThat(parsed.value().onStop()).isEqualTo(OnStop.CLOSED);
  }

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(NftConfiguration.class, NftSettings::of);
    for (String name : List.of("wardInterface", "tableName", "nftCommand", "onStop")) {
      refused(name, HostileSettings.SCRIPT);
    }
    refused("localNetworks", new String[] {"10.0.0.0/8", HostileSettings.SCRIPT});
  }

  @Test
  void refusesWhatWouldBecomeRuleText() {
    refused("wardInterface", "");
    refused("wardInterface", "br0\" accept");
    refused("wardInterface", "a-name-longer-than-15");
    refused("tableName", "x; flush ruleset");
    refused("tableName", "1x");
    refused("nftCommand", "nft; reboot");
    refused("ipCommand", "");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    refused("localNetworks", new String[] {"10.0.0.0/8", "::/129"});
    refused("localNetworks", Collections.nCopies(65, "10.0.0.0/8"));
    refused("strangerUdpPorts", new int[] {0});
    refused("strangerUdpPorts", new Integer[] {67, 70_000});
    refused("memberPorts", new int[] {65_536});
    refused("memberPorts", Collections.nCopies(65, 53));
    refused("nflogGroup", 0);
    refused("onStop", "open");
    refused("onStop", "");
    refused("onStop", "STATIC");
    refused("watchPeriodMs", 1);
    refused("commandTimeoutMs", Integer.MAX_VALUE);
  }

  @Test
  void anOperatorCannotChooseAProgram() {
    SystemPrograms machine = SystemPrograms.with(name -> null);
    String[] all = {
      "/tmp/nft", "/tmp/ip", "sh", "/bin/sh", "./nft", "/sbin/../tmp/nft", "/bin/false"
    };
    for (String attribute : List.of("nftCommand", "ipCommand")) {
      for (String program : all) {
        assertThat(NftSettings.of(Map.of(attribute, program), machine).refused(attribute))
            .as(program)
            .isTrue();
      }
    }
    Map<String, Object> good = Map.of("nftCommand", "/usr/sbin/nft", "ipCommand", "ip");
    assertThat(NftSettings.of(good, machine).good()).isTrue();
  }

  private static void refused(String attribute, Object value) {
    HostileSettings.refuses(NftSettings::of, attribute, value);
  }

  @Test
  void withoutAKnownInterfaceItIsAliveAndEnforcesNothing() throws Exception {
    Map<String, Object> bad = new HashMap<>();
    bad.put("wardInterface", "br0; accept");
    bad.put("nftCommand", "/nonexistent/nft");
    bad.put("ipCommand", "/nonexistent/ip");
    NftEnforcer enforcer = new NftEnforcer(reports, bad);
    assertThat(reports.properties()).containsExactly("wardInterface");

    EnforcementEvent answer =
        Ward.answer(
            enforcer,
            new EnforcementIntent.Remove(Ward.fresh(), Ward.soon(), new DeviceId("pump-1")));
    assertThat(answer).isInstanceOf(EnforcementEvent.NotEnforced.class);
    assertThat(((EnforcementEvent.NotEnforced) answer).problem().code()).isEqualTo("WG-NFT-0007");
    assertThat(enforcer.usage().toCompletableFuture()).isCompletedExceptionally();

    bad.put("wardInterface", "wgt-none");
    enforcer.modified(bad); // good, but it cannot work
    assertThat(reports.current()).hasSize(1);
    assertThat(enforcer.settings()).isEmpty();
    enforcer.deactivate();
  }

  @Test
  void aRefusedConfigurationLeavesTheLastGoodOneInForceAndTheSameTwiceDoesNothing() {
    Map<String, Object> good = Map.of("nftCommand", "/nonexistent/nft", "ipCommand", "/none/ip");
    NftEnforcer enforcer = new NftEnforcer(reports, good);
    Optional<NftSettings> before = enforcer.settings();
    Optional<Running> running = enforcer.running();

    enforcer.modified(good);
    enforcer.modified(Map.of("nflogGroup", 7, "onStop", "open"));
    enforcer.modified(Map.of("nflogGroup", HostileSettings.HUGE));

    assertThat(enforcer.settings()).isSameAs(before);
    assertThat(enforcer.running()).isSameAs(running);
    assertThat(reports.properties()).containsExactly("nflogGroup");
    enforcer.deactivate();
  }
}
