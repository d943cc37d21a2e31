package org.wardgate.vulnerabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.vulnerabilities.testing.Papers;
import org.wardgate.vulnerabilities.testing.People;
import org.wardgate.vulnerabilities.testing.People.Person;

class LibraryTest {
  private static final String PUMP = "pkg:generic/acme/p100@2.1.0";

  private Path directory = Path.of("/nowhere");
  private Library library = new Library(Path.of("/nowhere"), Clock.systemUTC());

  @BeforeEach
  void start(@TempDir Path temporary) throws RefusedException {
    directory = temporary;
    restart(People.NOW, People.inventory());
  }

  private List<String> restart(Instant now, InventorySnapshot inventory) throws RefusedException {
    library = new Library(directory, Clock.fixed(now, ZoneOffset.UTC));
    return library.reload(inventory);
  }

  private boolean take(Person signer, String text) throws RefusedException {
    return library.take(Papers.bytes(text), signer.sign(text), People.inventory());
  }

  private void refused(Person signer, String text, String code) {
    assertThatThrownBy(() -> take(signer, text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(code);
  }

  private Assessment only() {
    assertThat(library.assess()).hasSize(1);
    return library.assess().get(0);
  }

  private static String vex(int version, String at, String status) {
    return Papers.openVex(version, at, "CVE-2026-0001", PUMP, status);
  }

  @Test
  void whatWasTakenCountsAlsoAfterARestartWithoutItsFile() throws RefusedException {
    assertThat(take(People.ACME, Papers.sbom())).isTrue();
    assertThat(take(People.ACME, Papers.csaf())).isTrue();
    assertThat(take(People.ACME, Papers.csaf())).isFalse();
    Assessment before = only();
    assertThat(before.openCount()).isEqualTo(1);
    assertThat(restart(People.NOW, People.inventory())).isEmpty();
    assertThat(only()).isEqualTo(before);
  }

  @Test
  void aSignerThatExpiresLaterStillCountsForWhatWasTakenBefore() throws RefusedException {
    take(People.ACME, Papers.sbom());
    take(People.ACME, Papers.csaf());
    restart(People.NOW.plus(Duration.ofDays(100)), People.inventory());
    assertThat(only().openCount()).isEqualTo(1);
    refused(People.ACME, Papers.openVex("affected"), "WG-VUL-0003");
  }

  @Test
  void whoIsNoLongerInTheInventoryIsNotHeard() throws RefusedException {
    take(People.ACME, Papers.sbom());
    assertThat(restart(People.NOW, People.inventory(2, List.of("P200")))).hasSize(1);
    assertThat(library.assess()).isEmpty();
    assertThat(restart(People.NOW, People.inventory())).isEmpty();
    assertThat(library.assess()).hasSize(1);
  }

  @Test
  void anOlderStatementIsRefusedAlsoAfterARestart() throws RefusedException {
    take(People.ACME, Papers.sbom());
    take(People.ACME, vex(2, "2026-03-03T08:00:00Z", "affected"));
    refused(People.ACME, vex(1, "2026-03-02T08:00:00Z", "not_affected"), "WG-VUL-0004");
    restart(People.NOW, People.inventory());
    refused(People.ACME, vex(1, "2026-03-02T08:00:00Z", "not_affected"), "WG-VUL-0004");
    refused(People.ACME, vex(3, "2026-03-02T08:00:00Z", "not_affected"), "WG-VUL-0004");
    refused(People.ACME, vex(1, "2026-03-03T09:00:00Z", "not_affected"), "WG-VUL-0004");
    refused(People.ACME, vex(2, "2026-03-03T08:00:00Z", "not_affected"), "WG-VUL-0004");
    assertThat(only().openCount()).isEqualTo(1);
    assertThat(take(People.ACME, vex(3, "2026-03-03T09:00:00Z", "not_affected"))).isTrue();
    assertThat(only().openCount()).isZero();
  }

  @Test
  void anOlderSbomIsRefused() throws RefusedException {
    take(People.ACME, Papers.sbom());
    refused(People.ACME, Papers.sbom().replace("2026-03-01", "2026-02-01"), "WG-VUL-0004");
    refused(People.ACME, Papers.sbom().replace("openssl", "libressl"), "WG-VUL-0004");
    assertThat(take(People.ACME, Papers.sbom().replace("2026-03-01", "2026-03-02"))).isTrue();
    assertThat(library.assess()).hasSize(1);
  }

  @Test
  void oneIssuerCannotReplaceTheStatementsOfAnother() throws RefusedException {
    take(People.ACME, Papers.sbom());
    take(People.ACME, vex(1, "2026-03-02T08:00:00Z", "affected"));
    assertThat(take(People.OTHER, vex(9, "2026-03-03T08:00:00Z", "not_affected"))).isTrue();
    assertThat(only().openCount()).isEqualTo(1);
  }

  @Test
  void aStatementFromTheFutureIsRefused() {
    refused(People.ACME, vex(1, "2026-03-05T08:00:00Z", "affected"), "WG-VUL-0001");
  }

  @Test
  void replacedFilesAreRemoved() throws Exception {
    take(People.ACME, vex(1, "2026-03-02T08:00:00Z", "affected"));
    take(People.ACME, vex(2, "2026-03-03T08:00:00Z", "affected"));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aDamagedCopyIsReportedAndReplacedByTheSameFile() throws Exception {
    take(People.ACME, Papers.sbom());
    String name = Papers.bytes(Papers.sbom()).sha256().hex() + ".json";
    Files.writeString(directory.resolve(name), "{}");
    assertThat(restart(People.NOW, People.inventory()))
        .singleElement()
        .asString()
        .contains("WG-VUL-0002");
    assertThat(take(People.ACME, Papers.sbom())).isTrue();
    assertThat(restart(People.NOW, People.inventory())).isEmpty();
  }

  @Test
  void aDamagedListOfVersionsStopsEverythingRatherThanForgets() throws Exception {
    take(People.ACME, Papers.sbom());
    Path list = directory.resolve("versions");
    String good = Files.readString(list);
    for (String bad :
        List.of(
            "",
            good.substring(0, good.length() - 1),
            good.replace("wardgate-vulnerabilities 1", "wardgate-vulnerabilities 2"),
            good + good.lines().skip(1).findFirst().orElseThrow() + "\n",
            good.replace("T", "X"),
            good.replaceFirst(" [0-9]+ ", " 9999999999 "))) {
      Files.writeString(list, bad);
      assertThatThrownBy(() -> restart(People.NOW, People.inventory()))
          .hasMessageContaining("WG-VUL-0006");
    }
    Files.writeString(list, good);
    assertThat(restart(People.NOW, People.inventory())).isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsNotTaken() throws IOException {
    Files.createDirectory(directory.resolve("versions.tmp"));
    refused(People.ACME, Papers.sbom(), "WG-VUL-0006");
    assertThat(library.assess()).isEmpty();
  }
}
