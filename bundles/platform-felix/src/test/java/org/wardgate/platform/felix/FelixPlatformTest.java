package org.wardgate.platform.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class FelixPlatformTest {
  @TempDir Path temporary = Path.of("");

  private final RecordedReports reports = new RecordedReports();

  private FelixPlatform platform() throws RefusedException {
    return new FelixPlatform(
        Map.of("dataDirectory", temporary.resolve("data").toString()), reports);
  }

  @Test
  void directoriesAreForTheOwnerAlone() throws Exception {
    Path made = platform().directory("journal");
    assertThat(Files.getPosixFilePermissions(made))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(temporary.resolve("data")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void anExistingDirectoryIsTakenFromOthers() throws Exception {
    Path open = Files.createDirectories(temporary.resolve("data"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    platform();
    assertThat(Files.getPosixFilePermissions(open))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "/etc", "A", "a b", "a\n"})
  void badDirectoryNamesAreRefused(String name) throws Exception {
    FelixPlatform platform = platform();
    assertThatThrownBy(() -> platform.directory(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative/path", "a\0b", HostileSettings.SCRIPT})
  void badDataDirectoriesAreRefused(String directory) {
    assertThatThrownBy(() -> new FelixPlatform(Map.of("dataDirectory", directory), reports))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0003");
    assertThat(reports.properties()).containsExactly("dataDirectory");
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    Map<String, Object> wrong = Map.of("dataDirectory", file.resolve("data").toString());
    assertThatThrownBy(() -> new FelixPlatform(wrong, reports))
        .hasMessageContaining("WG-PLAT-0003");
    assertThat(reports.said()).containsExactly("refused dataDirectory WG-PLAT-0003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gateway", "a_b", "a/b", "#"})
  void badIdsAreRefused(String id) {
    Map<String, Object> wrong = Map.of("dataDirectory", temporary.toString(), "gatewayId", id);
    assertThatThrownBy(() -> new FelixPlatform(wrong, reports))
        .isInstanceOf(RefusedException.class);
    assertThat(reports.properties()).containsExactly("gatewayId");
  }

  @Test
  void insteadOfARefusedIdTheOneStandsInThatWasUsedLast() throws Exception {
    assertThat(new FelixPlatform(changed("gatewayId", "ward-7"), reports).gatewayId())
        .isEqualTo("ward-7");
    FelixPlatform platform = new FelixPlatform(changed("gatewayId", "Ward 7"), reports);
    assertThat(platform.gatewayId()).isEqualTo("ward-7");
    assertThat(platform.directory("journal")).startsWith(temporary.resolve("data"));
    assertThat(reports.properties()).containsExactly("gatewayId");
  }

  @Test
  void anotherGoodIdIsTakenAtTheStartAndKept() throws Exception {
    new FelixPlatform(changed("gatewayId", "ward-7"), reports);
    new FelixPlatform(changed("gatewayId", "ward-8"), reports);
    assertThat(new FelixPlatform(changed("gatewayId", 7.5), reports).gatewayId())
        .isEqualTo("ward-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ward 7", "ward-7\nward-8", "../ward", "\u00e9"})
  void anIdFileOfAnotherFormIsNotTaken(String content) throws Exception {
    keep(content);
    assertThatThrownBy(() -> new FelixPlatform(changed("gatewayId", "Ward 7"), reports))
        .isInstanceOf(RefusedException.class);
    assertThat(reports.properties()).containsExactly("gatewayId");
  }

  @Test
  void aHugeIdFileIsNotTaken() throws Exception {
    keep("a".repeat(66));
    assertThatThrownBy(() -> new FelixPlatform(changed("gatewayId", "Ward 7"), reports))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void anIdIsNotTakenFromALink() throws Exception {
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "ward-7\n");
    Path data = Files.createDirectories(temporary.resolve("data"));
    Files.createSymbolicLink(data.resolve(KeptId.FILE), elsewhere);
    assertThatThrownBy(() -> new FelixPlatform(changed("gatewayId", "Ward 7"), reports))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aKeptIdOpensNoDirectoryThatIsRefused() throws Exception {
    platform();
    Map<String, Object> wrong = changed("gatewayId", "Ward 7");
    wrong.put("dataDirectory", "relative");
    assertThatThrownBy(() -> new FelixPlatform(wrong, reports))
        .isInstanceOf(RefusedException.class);
    assertThat(reports.properties()).containsExactly("dataDirectory", "gatewayId");
  }

  @Test
  void anIdThatCannotBeKeptKeepsNoGatewayFromStarting() throws Exception {
    Files.createDirectories(temporary.resolve("data").resolve(KeptId.FILE).resolve("in-the-way"));
    assertThat(platform().directory("journal")).isDirectory();
    assertThat(reports.current()).isEmpty();
  }

  private void keep(String content) throws IOException {
    Path data = Files.createDirectories(temporary.resolve("data"));
    Files.writeString(data.resolve(KeptId.FILE), content);
  }

  private Map<String, Object> changed(String attribute, Object value) {
    Map<String, Object> values = new HashMap<>();
    values.put("dataDirectory", temporary.resolve("data").toString());
    values.put(attribute, value);
    return values;
  }

  @Test
  void aBadFirstNameOfTheWardIsReplacedByTheDefaultAndReported() throws Exception {
    FelixPlatform platform =
        new FelixPlatform(changed("wardName", HostileSettings.SCRIPT), reports);
    assertThat(platform.wardName()).isEqualTo("Ward 1");
    assertThat(reports.properties()).containsExactly("wardName");
  }

  @Test
  void aBadChangeKeepsTheLastGoodOne() throws Exception {
    FelixPlatform platform = platform();
    platform.updated(changed("wardName", " "));
    assertThat(platform.wardName()).isEqualTo("Ward 1");
    assertThat(reports.properties()).containsExactly("wardName");
  }

  @Test
  void theSameTwiceDoesNothing() throws Exception {
    platform().updated(changed("wardName", "Ward 1"));
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void theWardsNameMayChangeButNotTheGateway() throws Exception {
    FelixPlatform platform = platform();
    Map<String, Object> values = changed("wardName", "ICU North");
    values.put("gatewayId", "other");
    values.put("dataDirectory", "/elsewhere");
    platform.updated(values);
    assertThat(platform.wardName()).isEqualTo("ICU North");
    assertThat(platform.gatewayId()).isEqualTo("gateway-1");
    assertThat(reports.said())
        .endsWith("refused dataDirectory WG-CFG-0004", "refused gatewayId WG-CFG-0004");
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    HostileSettings.survive(PlatformConfiguration.class, PlatformSettings::of);
    HostileSettings.survive(VaultConfiguration.class, VaultSettings::of);
  }
}
