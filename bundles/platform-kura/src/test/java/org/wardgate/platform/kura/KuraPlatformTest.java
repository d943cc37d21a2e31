package org.wardgate.platform.kura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.kura.system.SystemService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.platform.kura.fake.FakeRegistry;
import org.wardgate.platform.kura.fake.FakeReports;
import org.wardgate.platform.kura.fake.Stubs;

class KuraPlatformTest {
  @TempDir Path data = Path.of("");

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeReports reports = new FakeReports();
  private final Map<String, @Nullable String> machine = new HashMap<>();
  private final Queue<Runnable> later = new ArrayDeque<>();

  private SystemService system() {
    machine.putIfAbsent("getKuraDataDirectory", data.toString());
    return Stubs.of(SystemService.class, (method, arguments) -> machine.get(method));
  }

  /** Remembers what is to be done later. */
  private ScheduledExecutorService timer() {
    return Stubs.of(
        ScheduledExecutorService.class,
        (method, arguments) ->
            method.equals("schedule") && !later.add((Runnable) arguments[0]) ? "" : null);
  }

  private KuraPlatform platform(Map<String, ?> properties) {
    KuraPlatform platform = new KuraPlatform(properties, registry, reports, timer());
    platform.bindSystemService(system());
    return platform;
  }

  @Test
  void dataAreBelowKurasDataDirectoryForTheOwnerAlone() throws Exception {
    Path directory = platform(Map.of("gatewayId", "g1")).directory("journal");
    assertThat(directory).isEqualTo(data.resolve("wardgate/journal"));
    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(data.resolve("wardgate")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void permissionsOfOthersAreTaken() throws Exception {
    Path directory = Files.createDirectories(data.resolve("wardgate/keys"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    platform(Map.of()).directory("keys");
    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "A", "a b"})
  void badDirectoryNamesAreRefused(String name) {
    KuraPlatform platform = platform(Map.of());
    assertThatThrownBy(() -> platform.directory(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "relative/data", "bad\0path"})
  void aDataDirectoryThatIsNoneGivesNoServices(@Nullable String directory) {
    machine.put("getKuraDataDirectory", directory);
    machine.computeIfAbsent("getKuraDataDirectory", key -> "");
    platform(Map.of());
    assertThat(registry.services()).isEmpty();
  }

  @Test
  void aDataDirectoryThatCannotBeMadeGivesNoServicesUntilItCan() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "");
    machine.put("getKuraDataDirectory", file.toString());
    KuraPlatform platform = platform(Map.of());
    assertThat(registry.services()).isEmpty();
    machine.put("getKuraDataDirectory", data.toString());
    platform.bindSystemService(system());
    assertThat(registry.services()).containsExactly(platform);
  }

  @Test
  void aFailedDataDirectoryIsReportedAndTriedAgainOnATimerUntilItCanBeUsed() throws Exception {
    Path blocked = Files.writeString(data.resolve("wardgate"), "");
    KuraPlatform platform = platform(Map.of("gatewayId", "g1", "wardName", "<b>"));
    platform.bindSystemService(system());
    assertThat(later).hasSize(1);
    later.remove().run();
    assertThat(later).hasSize(1);
    assertThat(registry.services()).isEmpty();
    // said once, together with what is wrong with the settings
    assertThat(reports.properties()).containsExactly("wardName", "wardName", "");
    assertThat(reports.current().get(2).refusal().cause().problem().line())
        .contains("WG-PLAT-0003");
    platform.updated(Map.of("gatewayId", "g1"));
    assertThat(reports.acceptedCount()).isZero();
    Files.delete(blocked);
    later.remove().run();
    assertThat(registry.services()).containsExactly(platform);
    assertThat(platform.gatewayId()).isEqualTo("g1");
    assertThat(reports.acceptedCount()).isEqualTo(1);
    assertThat(later).isEmpty();
  }

  @Test
  void withoutTheSystemServiceNothingIsTriedUntilItIsBack() throws Exception {
    Path blocked = Files.writeString(data.resolve("wardgate"), "");
    SystemService service = system();
    KuraPlatform platform = new KuraPlatform(Map.of(), registry, reports, timer());
    platform.bindSystemService(service);
    platform.unbindSystemService(service);
    Files.delete(blocked);
    later.remove().run();
    assertThat(later).isEmpty();
    assertThat(registry.services()).isEmpty();
    platform.bindSystemService(service);
    assertThat(registry.services()).containsExactly(platform);
  }

  @Test
  void servicesStayWhenTheSystemServiceGoesAndComesAgain() {
    KuraPlatform platform = platform(Map.of("gatewayId", "g1"));
    SystemService other = Stubs.of(SystemService.class, (method, arguments) -> "/somewhere/else");
    platform.unbindSystemService(other);
    platform.bindSystemService(other);
    assertThat(registry.services()).containsExactly(platform);
    assertThat(platform.directory("a")).startsWith(data);
    platform.deactivate();
    assertThat(registry.services()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SN 12/34, AA:BB:CC:00:11:22, box, sn-12-34",
    "UNKNOWN, AA:BB:CC:00:11:22, box, aa-bb-cc-00-11-22",
    "0000000, 00:00:00:00:00:00, Ward Box_7, ward-box-7",
    "To be filled by O.E.M., '', 'localhost', ''",
    "<script>alert(1)</script>, , , script-alert-1-script",
  })
  void anIdThatNobodyGaveIsDerivedAndCleaned(
      @Nullable String serial, @Nullable String mac, @Nullable String name, String expected) {
    machine.put("getSerialNumber", serial);
    machine.put("getPrimaryMacAddress", mac);
    machine.put("getDeviceName", name);
    String id = platform(Map.of()).gatewayId();
    assertThat(id).matches("[a-z0-9-]{1,64}");
    if (expected.isEmpty()) {
      assertThat(id).startsWith("gateway-");
    } else {
      assertThat(id).isEqualTo(expected);
    }
  }

  @Test
  void aDerivedIdStaysWhenTheMachineSaysSomethingElse() {
    machine.put("getSerialNumber", "first");
    assertThat(platform(Map.of()).gatewayId()).isEqualTo("first");
    machine.put("getSerialNumber", "second");
    assertThat(platform(Map.of()).gatewayId()).isEqualTo("first");
    assertThat(platform(Map.of("gatewayId", "given")).gatewayId()).isEqualTo("given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ward 7", "Ä", "<script>alert(1)</script>", ""})
  void aGatewayIdThatIsRefusedOrTakenAwayLeavesTheGatewayItsIdAfterARestart(String id)
      throws Exception {
    machine.put("getSerialNumber", "serial");
    assertThat(platform(Map.of("gatewayId", "ward-7")).gatewayId()).isEqualTo("ward-7");
    assertThat(Files.readString(data.resolve("wardgate/gateway-id"))).isEqualTo("ward-7\n");
    KuraPlatform restarted = platform(Map.of("gatewayId", id));
    assertThat(restarted.gatewayId()).isEqualTo("ward-7");
    assertThat(reports.properties()).hasSize(id.isEmpty() ? 0 : 1);
    restarted.updated(Map.of("gatewayId", "ward-7"));
    assertThat(reports.properties()).hasSize(id.isEmpty() ? 0 : 1);
  }

  @Test
  void anotherGoodIdCountsFromTheNextStartAndIsKeptFromThen() throws Exception {
    platform(Map.of("gatewayId", "g1")).updated(Map.of("gatewayId", "g2"));
    assertThat(Files.readString(data.resolve("wardgate/gateway-id"))).isEqualTo("g1\n");
    assertThat(platform(Map.of("gatewayId", "g2")).gatewayId()).isEqualTo("g2");
    assertThat(platform(Map.of("gatewayId", "NO")).gatewayId()).isEqualTo("g2");
  }

  @Test
  void aDamagedFileOfTheIdIsReplaced() throws Exception {
    machine.put("getSerialNumber", "serial");
    Files.createDirectories(data.resolve("wardgate"));
    Files.writeString(data.resolve("wardgate/gateway-id"), "A B\n".repeat(1000));
    assertThat(platform(Map.of()).gatewayId()).isEqualTo("serial");
    assertThat(Files.readString(data.resolve("wardgate/gateway-id"))).isEqualTo("serial\n");
  }

  @Test
  void aHugeSerialNumberIsCut() {
    machine.put("getSerialNumber", "x".repeat(100_000));
    assertThat(platform(Map.of()).gatewayId()).hasSize(64);
  }

  @Test
  void updatedWithEqualValuesRightAfterActivateDoesNothing() {
    Map<String, Object> properties = Map.of("gatewayId", "g1", "wardName", "Ward 3");
    KuraPlatform platform = platform(properties);
    platform.updated(properties);
    platform.updated(properties);
    assertThat(platform.gatewayId()).isEqualTo("g1");
    assertThat(registry.registeredCount()).isEqualTo(1);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void theWardsNameChangesAndTheIdOnlyAtTheNextStart() {
    KuraPlatform platform = platform(Map.of("gatewayId", "g1"));
    platform.updated(Map.of("gatewayId", "g2", "wardName", "Ward 9"));
    assertThat(platform.wardName()).isEqualTo("Ward 9");
    assertThat(platform.gatewayId()).isEqualTo("g1");
    assertThat(reports.properties()).containsExactly("gatewayId");
  }

  static List<Map<String, Object>> wrong() {
    return List.of(
        Map.of("wardName", "x".repeat(101)),
        Map.of("wardName", "  "),
        Map.of("wardName", "<script>alert(1)</script>"),
        Map.of("wardName", "two\nlines"),
        Map.of("wardName", 7),
        Map.of("wardName", "y".repeat(1_000_000)),
        Map.of("wardName", new String[] {"a", "b"}),
        Map.of("gatewayId", "Ä"),
        Map.of("gatewayId", "z".repeat(65)),
        Map.of("gatewayId", "<script>alert(1)</script>"),
        Map.of("gatewayId", 5L));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("wrong")
  void configurationWithWrongTypesHugeStringsScriptInANameKeepsTheLastGoodOne(
      Map<String, Object> properties) {
    KuraPlatform platform = platform(Map.of("gatewayId", "g1", "wardName", "Ward 3"));
    platform.updated(properties);
    assertThat(platform.wardName()).isEqualTo("Ward 3");
    assertThat(platform.gatewayId()).isEqualTo("g1");
    assertThat(reports.properties()).isNotEmpty();
    assertThat(reports.current())
        .allSatisfy(one -> assertThat(one.refusal().value()).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void badValuesAtTheFirstStartLeaveTheDefaultsAndAreReported() {
    KuraPlatform platform = platform(Map.of("wardName", "", "gatewayId", "NO"));
    assertThat(platform.wardName()).isEqualTo("Ward 1");
    assertThat(platform.gatewayId()).isNotEqualTo("NO");
    assertThat(reports.properties()).contains("gatewayId");
    assertThat(Objects.requireNonNull(reports.current().get(0)).pid()).isEqualTo(KuraPlatform.PID);
  }
}
