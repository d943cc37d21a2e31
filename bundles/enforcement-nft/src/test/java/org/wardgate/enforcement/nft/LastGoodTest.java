package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class LastGoodTest {
  private static final Map<String, Object> GOOD =
      Map.ofEntries(
          Map.entry("wardInterface", "wgt-ward"),
          Map.entry("localNetworks", new String[] {"10.77.0.0/24", "fd00:77::/64", "::/0"}),
          Map.entry("nftCommand", "/nonexistent/nft"),
          Map.entry("ipCommand", "/nonexistent/ip"),
          Map.entry("tableName", "wgt_kept"),
          Map.entry("strangerUdpPorts", new int[0]),
          Map.entry("memberPorts", new int[] {53, 123}),
          Map.entry("nflogGroup", 9),
          Map.entry("watchPeriodMs", 60_000),
          Map.entry("commandTimeoutMs", 700),
          Map.entry("onStop", "static"));

  private static final DataDirectory DATA = Path::of;

  private final RecordedReports reports = new RecordedReports();

  private static Map<String, Object> with(String attribute, Object value) {
    Map<String, Object> values = new HashMap<>(GOOD);
    values.put(attribute, value);
    return values;
  }

  private NftEnforcer started(Map<String, Object> values) {
    NftEnforcer enforcer = new NftEnforcer(reports, values);
    enforcer.bindData(DATA);
    return enforcer;
  }

  private static NftSettings good() {
    return NftSettings.of(GOOD).value();
  }

  private NftSettings inForceAfterRestart(Map<String, Object> values) {
    NftEnforcer enforcer = started(values);
    try {
      assertThat(enforcer.running().map(Running::settings)).isEqualTo(enforcer.settings());
      return enforcer.settings().orElseThrow();
    } finally {
      enforcer.deactivate();
    }
  }

  @Test
  void afterARestartWithARefusedConfigurationTheLastGoodOneIsInForceAndTheRefusalReported() {
    started(GOOD).deactivate();

    assertThat(inForceAfterRestart(with("wardInterface", "br0; accept"))).isEqualTo(good());
    assertThat(reports.properties()).containsExactly("wardInterface");
    assertThat(inForceAfterRestart(with("nflogGroup", 0))).isEqualTo(good());
    assertThat(reports.properties()).containsExactly("nflogGroup");
    assertThat(inForceAfterRestart(with("memberPorts", HostileSettings.SCRIPT))).isEqualTo(good());
  }

  @Test
  void startsWithoutADataDirectoryAndTakesTheLastGoodOneWhenItComesLate() {
    started(GOOD).deactivate();
    reports.absent(true);
    NftEnforcer enforcer = new NftEnforcer(reports, with("nflogGroup", 0));
    assertThat(enforcer.running()).isPresent();
    assertThat(enforcer.settings()).isNotEqualTo(Optional.of(good()));
    reports.absent(false);
    enforcer.bindData(DATA);
    assertThat(enforcer.settings()).contains(good());
    assertThat(enforcer.running().map(Running::settings)).contains(good());
    assertThat(reports.properties()).containsExactly("nflogGroup");
    enforcer.deactivate();
  }

  @Test
  void aGoodConfigurationMeanwhileIsNotReplacedByTheKeptOne() {
    started(GOOD).deactivate();
    reports.absent(true);
    NftEnforcer enforcer = new NftEnforcer(reports, with("nflogGroup", 0));
    Map<String, Object> corrected = new HashMap<>();
    NftSettings standIn = enforcer.settings().orElseThrow();
    corrected.putAll(with("nflogGroup", standIn.nflogGroup()));
    enforcer.modified(corrected);
    reports.absent(false);
    enforcer.bindData(DATA);
    assertThat(enforcer.settings()).contains(standIn);
    assertThat(reports.current()).isEmpty();
    enforcer.deactivate();
    assertThat(inForceAfterRestart(with("tableName", "1x"))).isEqualTo(standIn);
  }

  @Test
  void aRefusedConfigurationIsNeverKept() throws Exception {
    started(with("nflogGroup", 0)).deactivate();
    assertThat(reports.of(NftEnforcer.PID)).isEmpty();

    NftEnforcer enforcer = started(GOOD);
    var kept = reports.of(NftEnforcer.PID);
    enforcer.modified(with("nflogGroup", 0));
    enforcer.modified(with("wardInterface", "wgt-other")); // good, but it cannot work
    enforcer.deactivate();
    assertThat(reports.of(NftEnforcer.PID)).isPresent().isEqualTo(kept);
  }

  @Test
  void withNeitherItIsAliveReportsAndEnforcesNothing() {
    NftEnforcer enforcer = started(with("wardInterface", ""));
    assertThat(enforcer.running()).isEmpty();
    assertThat(reports.properties()).containsExactly("wardInterface");
    enforcer.deactivate();
  }

  @Test
  void whatIsKeptButCannotBeReadIsNotUsedAndReported() {
    started(GOOD).deactivate();
    reports.tear();
    NftEnforcer enforcer = started(with("wardInterface", ""));
    assertThat(enforcer.settings()).isEmpty();
    assertThat(enforcer.running()).isEmpty();
    assertThat(reports.said()).contains("refused  WG-CFG-0017");
    enforcer.deactivate();
  }
}
