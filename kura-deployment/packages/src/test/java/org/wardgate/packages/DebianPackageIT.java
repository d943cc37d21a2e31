package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian packages in a scratch root: installed, installed again, removed, purged. */
class DebianPackageIT {
  private static final String FOREIGN =
      """
      #Tue Jun 02 10:00:00 UTC 2026
      # org.wardgate.gateway=file\\:/a/comment
      heater=file\\:/opt/eclipse/kura/packages/heater_1.0.0.dp
      org.wardgate.gateway.extra=file:/opt/extra.dp
        long.one = file:/opt/a\\
           org.wardgate.gateway=part.dp
      last:file\\:/opt/last.dp""";

  @TempDir Path work = Path.of("");

  @BeforeEach
  void needed() {
    Program.need("dpkg");
  }

  private KuraRoot kura5() throws IOException {
    return KuraRoot.with(work.resolve("root"), "kura", "5.6.1-1");
  }

  /** The file that the list names. */
  private static Path kept(KuraRoot kura, String name) throws IOException {
    String url = read(kura.dpa()).getProperty(name);
    assertThat(url)
        .as("%s in %s", name, kura.list())
        .startsWith("file:/opt/eclipse/kura/packages/");
    return kura.root().resolve(url.substring("file:/".length()));
  }

  private static String version(Path dp) throws IOException {
    try (JarFile jar = new JarFile(dp.toFile())) {
      return jar.getManifest().getMainAttributes().getValue("DeploymentPackage-Version");
    }
  }

  private static void ok(Program.Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }

  @Test
  void aFreshKura5GetsBothPackagesAndAnEntryForEach() throws Exception {
    KuraRoot kura = kura5();
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    Path gateway = kept(kura, "org.wardgate.gateway");
    assertThat(gateway).hasSameBinaryContentAs(Packed.gateway());
    Properties list = read(kura.dpa());
    assertThat(list)
        .containsOnlyKeys("org.wardgate.gateway", "org.wardgate.installer")
        .containsEntry(
            "org.wardgate.gateway", "file:/opt/eclipse/kura/packages/" + gateway.getFileName());
    assertThat(gateway.getFileName().toString())
        .as("the name Kura gives it, under which Kura leaves it")
        .isEqualTo("org.wardgate.gateway_" + version(gateway) + ".dp");
    assertThat(kura.dpkg("-L", "wardgate-kura5").output())
        .as("nothing in packages/ is dpkg's")
        .doesNotContain("/opt/");
    assertThat(kura.root().resolve("usr/lib/systemd/system/kura.service.d/wardgate.conf"))
        .content()
        .contains("\nAmbientCapabilities=CAP_NET_ADMIN CAP_NET_BIND_SERVICE\n")
        .contains("\nRestartForceExitStatus=75\n")
        .doesNotContain("CapabilityBoundingSet");
  }

  @Test
  void othersEntriesAndCommentsStayAsTheyAre() throws Exception {
    KuraRoot kura = kura5();
    Files.writeString(kura.dpa(), FOREIGN);
    Properties before = read(kura.dpa());
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    assertThat(kura.list()).startsWith(FOREIGN + "\n");
    assertThat(read(kura.dpa())).containsAllEntriesOf(before).hasSize(before.size() + 2);
    ok(kura.dpkg("-r", "wardgate-kura5"));
    assertThat(kura.list()).isEqualTo(FOREIGN + "\n");
    assertThat(read(kura.dpa())).isEqualTo(before);
  }

  @Test
  void installedTwiceNothingIsWrittenTwice() throws Exception {
    KuraRoot kura = kura5();
    Files.writeString(kura.dpa(), FOREIGN);
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    String once = kura.list();
    FileTime written = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(kura.dpa(), written);
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    assertThat(kura.list().lines().sorted()).isEqualTo(once.lines().sorted().toList());
  }

  @Test
  void anUpdateThatCameOverTheNetworkStaysAndGoesWithThePackage() throws Exception {
    KuraRoot kura = kura5();
    Path newer = kura.packages().resolve("org.wardgate.gateway.dp");
    Files.writeString(newer, "PK..Manifest-Version: 1.0\r\nDeploymentPackage-Version: 9.9.9\r\n");
    Files.writeString(
        kura.dpa(),
        "org.wardgate.gateway=file\\:/opt/eclipse/kura/packages/" + newer.getFileName());
    Program.Result installed = kura.dpkg("-i", Packed.deb("kura5").toString());
    ok(installed);
    assertThat(installed.output()).contains("9.9.9 stays");
    assertThat(read(kura.dpa()).getProperty("org.wardgate.gateway"))
        .endsWith("/org.wardgate.gateway.dp");
    ok(kura.dpkg("-r", "wardgate-kura5"));
    assertThat(newer).doesNotExist();
    assertThat(read(kura.dpa())).isEmpty();
  }

  @Test
  void anOlderEntryAndOneWhoseFileIsGoneAreReplaced() throws Exception {
    KuraRoot kura = kura5();
    Path older = kura.packages().resolve("org.wardgate.gateway-0.0.1.dp");
    Files.writeString(older, "PK..Manifest-Version: 1.0\r\nDeploymentPackage-Version: 0.0.1\r\n");
    Files.writeString(
        kura.dpa(),
        """
        org.wardgate.gateway=file:/opt/eclipse/kura/packages/org.wardgate.gateway-0.0.1.dp
        org.wardgate.installer : file:/opt/eclipse/kura/packages/gone-9.dp
        """);
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    assertThat(kept(kura, "org.wardgate.gateway")).hasSameBinaryContentAs(Packed.gateway());
    assertThat(kept(kura, "org.wardgate.installer")).hasSameBinaryContentAs(Packed.installer());
    assertThat(kura.list().lines()).hasSize(2);
    assertThat(older).doesNotExist();
  }

  @Test
  void removedTheJournalStaysPurgedItGoes() throws Exception {
    KuraRoot kura = kura5();
    Files.createDirectories(kura.data().resolve("journal"));
    Path journal = Files.writeString(kura.data().resolve("journal/journal.db"), "entries");
    Path others = Files.createDirectories(kura.data().resolveSibling("others"));
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    ok(kura.dpkg("-r", "wardgate-kura5"));
    assertThat(journal).exists();
    assertThat(wardgates(kura)).allMatch(path -> path.startsWith("opt/eclipse/kura/data/"));
    ok(kura.dpkg("-P", "wardgate-kura5"));
    assertThat(wardgates(kura)).isEmpty();
    assertThat(others).exists();
  }

  /** Everything in the root that is ours. */
  private static List<String> wardgates(KuraRoot kura) throws IOException {
    try (Stream<Path> walk = Files.walk(kura.root())) {
      return walk.map(path -> kura.root().relativize(path).toString())
          .filter(path -> path.contains("wardgate") && !path.startsWith("var/lib/dpkg"))
          .toList();
    }
  }

  @Test
  void onKura6TheBundlesLieAmongItsPluginsUntilTheyAreRemoved() throws Exception {
    KuraRoot kura = KuraRoot.with(work.resolve("root"), "kura-core", "6.0.0-1");
    Path other = Files.writeString(kura.root().resolve("opt/eclipse/kura/plugins/6s/x.jar"), "x");
    ok(kura.dpkg("-i", Packed.deb("kura6").toString()));
    List<String> expected =
        Packed.names(Packed.gateway()).stream().filter(n -> n.endsWith(".jar")).toList();
    try (Stream<Path> files = Files.list(other.getParent())) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(n -> !n.equals("x.jar")))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    Files.createDirectories(kura.data());
    ok(kura.dpkg("-r", "wardgate-kura6"));
    assertThat(wardgates(kura)).containsExactly("opt/eclipse/kura/data/wardgate");
    ok(kura.dpkg("-P", "wardgate-kura6"));
    assertThat(wardgates(kura)).isEmpty();
    assertThat(other).exists();
  }

  @Test
  void theWrongKuraIsRefused() throws Exception {
    KuraRoot kura = KuraRoot.with(work.resolve("six"), "kura-core", "6.0.0-1");
    assertThat(kura.dpkg("-i", Packed.deb("kura5").toString()).status()).isNotZero();
    KuraRoot seven = KuraRoot.with(work.resolve("seven"), "kura-core", "7.0.0-1");
    assertThat(seven.dpkg("-i", Packed.deb("kura6").toString()).status()).isNotZero();
    KuraRoot old = KuraRoot.with(work.resolve("old"), "kura", "5.3.0-1");
    assertThat(old.dpkg("-i", Packed.deb("kura5").toString()).status()).isNotZero();
  }

  /** Kura 5 comes with networking, as kura, or without, as kura-nn; both lie in one place. */
  @Test
  void aKura5WithoutNetworkingIsAKura5() throws Exception {
    KuraRoot kura = KuraRoot.with(work.resolve("nn"), "kura-nn", "5.6.0-1");
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    assertThat(kept(kura, "org.wardgate.gateway")).hasSameBinaryContentAs(Packed.gateway());
    KuraRoot six = KuraRoot.with(work.resolve("nn6"), "kura-nn", "6.0.0-1");
    assertThat(six.dpkg("-i", Packed.deb("kura5").toString()).status()).isNotZero();
    KuraRoot old = KuraRoot.with(work.resolve("nn3"), "kura-nn", "5.3.0-1");
    assertThat(old.dpkg("-i", Packed.deb("kura5").toString()).status()).isNotZero();
  }

  /** Kura's own package deletes its folder before it is unpacked: ours must not be in it then. */
  @Test
  void kura6IsThereBeforeOurBundlesAreUnpacked() throws Exception {
    Path deb = Packed.deb("kura6");
    Program.Result fields =
        Program.run(work, List.of("dpkg-deb", "-f", deb.toString(), "Pre-Depends"), Map.of());
    ok(fields);
    assertThat(fields.output()).contains("kura-core (>= 6.0.0~)").contains("kura-core (<< 7.0.0~)");
  }

  @Test
  void nothingIsAskedForOnTheWay() throws Exception {
    for (String kura : List.of("kura5", "kura6")) {
      Program.Result control =
          Program.run(
              work, List.of("dpkg-deb", "--ctrl-tarfile", Packed.deb(kura).toString()), Map.of());
      ok(control);
      assertThat(control.output()).doesNotContain("debconf").doesNotContain("./config");
    }
  }
}
