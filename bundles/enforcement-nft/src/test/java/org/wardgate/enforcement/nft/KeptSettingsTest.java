package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class KeptSettingsTest {
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

  @TempDir Path folder = Path.of("");
  private final RecordedReports reports = new RecordedReports();

  private DataDirectory data() {
    return name -> {
      try {
        return Files.createDirectories(folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private Path file() {
    return data().directory(KeptSettings.DIRECTORY).resolve(KeptSettings.FILE);
  }

  private static Map<String, Object> with(String attribute, Object value) {
    Map<String, Object> values = new HashMap<>(GOOD);
    values.put(attribute, value);
    return values;
  }

  private NftEnforcer started(Map<String, Object> values) {
    NftEnforcer enforcer = new NftEnforcer(reports, values);
    enforcer.bindData(data());
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
    NftEnforcer enforcer = new NftEnforcer(reports, with("nflogGroup", 0));
    assertThat(enforcer.running()).isPresent();
    enforcer.bindData(data());
    assertThat(enforcer.settings()).contains(good());
    enforcer.deactivate();
  }

  @Test
  void aGoodConfigurationMeanwhileIsNotReplacedByTheKeptOne() {
    started(GOOD).deactivate();
    NftEnforcer enforcer = new NftEnforcer(reports, with("nflogGroup", 0));
    Map<String, Object> corrected = new HashMap<>();
    NftSettings standIn = enforcer.settings().orElseThrow();
    corrected.putAll(with("nflogGroup", standIn.nflogGroup()));
    enforcer.modified(corrected);
    enforcer.bindData(data());
    assertThat(enforcer.settings()).contains(standIn);
    assertThat(reports.current()).isEmpty();
    enforcer.deactivate();
    assertThat(inForceAfterRestart(with("tableName", "1x"))).isEqualTo(standIn);
  }

  @Test
  void aRefusedConfigurationIsNeverKept() throws Exception {
    started(with("nflogGroup", 0)).deactivate();
    assertThat(file()).doesNotExist();

    NftEnforcer enforcer = started(GOOD);
    String kept = Files.readString(file());
    enforcer.modified(with("nflogGroup", 0));
    enforcer.modified(with("wardInterface", "wgt-other")); // good, but it cannot work
    enforcer.deactivate();
    assertThat(file()).hasContent(kept);
  }

  @Test
  void withNeitherItIsAliveReportsAndEnforcesNothing() {
    NftEnforcer enforcer = started(with("wardInterface", ""));
    assertThat(enforcer.running()).isEmpty();
    assertThat(reports.properties()).containsExactly("wardInterface");
    enforcer.deactivate();
  }

  @Test
  void aKeptFileThatIsDamagedHugeTruncatedOrWithoutAnInterfaceIsNotUsed() throws Exception {
    started(GOOD).deactivate();
    String kept = Files.readString(file());
    for (String damaged :
        new String[] {
          "",
          "\\u00zz",
          "wardInterface=br0\n",
          kept.replace("wardInterface=wgt-ward\n", ""),
          kept.replace("wgt-ward", "br0; accept"),
          kept.replace("nflogGroup=9", "nflogGroup=" + Long.MAX_VALUE),
          kept + "#" + HostileSettings.HUGE
        }) {
      Files.writeString(file(), damaged);
      NftEnforcer enforcer = started(with("wardInterface", ""));
      assertThat(enforcer.settings()).as("after %.40s", damaged).isEmpty();
      enforcer.deactivate();
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeOrWrittenStopsNothing() throws Exception {
    NftEnforcer enforcer = new NftEnforcer(reports, GOOD);
    enforcer.bindData(
        name -> {
          throw new UncheckedIOException(new IOException("full"));
        });
    Files.createDirectories(file());
    enforcer.bindData(data());
    assertThat(enforcer.settings()).isEqualTo(Optional.of(good()));
    enforcer.deactivate();
  }
}
