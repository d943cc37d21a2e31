package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one version of the Debian packages to another, with an accident on the way, to the end. */
class DebianLifecycleIT {
  private static final String OLDER = "0.0.1";
  private static final String GATEWAY = "org.wardgate.gateway";
  private static final String INSTALLER = "org.wardgate.installer";

  @TempDir Path work = Path.of("");

  @BeforeEach
  void needed() {
    Program.need("dpkg");
    Program.need("dpkg-deb");
  }

  private KuraRoot kura5() throws IOException {
    return KuraRoot.with(work.resolve("root"), "kura", "5.6.1-1");
  }

  private static void ok(Program.Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }

  /** The package as an earlier release had it: what it installs says so. */
  private String older(String kura) throws Exception {
    Path tree = work.resolve("older-" + kura);
    Path deb = work.resolve("older-" + kura + ".deb");
    ok(run("dpkg-deb", "-R", Packed.deb(kura).toString(), tree.toString()));
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceFirst("(?m)^Version: .*$", "Version: " + OLDER));
    Files.delete(tree.resolve("DEBIAN/md5sums"));
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(dp|jar)")).toList()) {
        Files.writeString(file, "PK..DeploymentPackage-Version: " + OLDER + "\r\n");
      }
    }
    if (kura.equals("kura6")) {
      Files.writeString(tree.resolve("opt/eclipse/kura/plugins/6s/org.wardgate.gone-0.jar"), "x");
    }
    ok(run("dpkg-deb", "--root-owner-group", "-Znone", "-b", tree.toString(), deb.toString()));
    return deb.toString();
  }

  private Program.Result run(String... command) throws Exception {
    return Program.run(work, List.of(command), Map.of());
  }

  private static List<String> packages(KuraRoot kura) throws IOException {
    try (Stream<Path> files = Files.list(kura.packages())) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static String version() throws IOException {
    try (JarFile zip = new JarFile(Packed.gateway().toFile())) {
      return zip.getManifest().getMainAttributes().getValue("DeploymentPackage-Version");
    }
  }

  private static List<String> asPacked() throws IOException {
    return List.of(
        "dpa.properties", GATEWAY + "_" + version() + ".dp", INSTALLER + "_" + version() + ".dp");
  }

  @Test
  void anUpgradeReplacesBothPackagesAndLeavesNoneOfTheEarlierOnes() throws Exception {
    KuraRoot kura = kura5();
    ok(kura.dpkg("-i", older("kura5")));
    assertThat(packages(kura))
        .containsExactly(
            "dpa.properties", GATEWAY + "_" + OLDER + ".dp", INSTALLER + "_" + OLDER + ".dp");
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    assertThat(packages(kura)).isEqualTo(asPacked());
    assertThat(kura.list()).doesNotContain(OLDER + ".dp").contains(version() + ".dp");
  }

  /** DeploymentAdmin's set never goes back by itself: the journal would be read by an older one. */
  @Test
  void aDowngradeLeavesTheNewerSetAndSaysSo() throws Exception {
    KuraRoot kura = kura5();
    ok(kura.dpkg("-i", Packed.deb("kura5").toString()));
    Program.Result downgraded = kura.dpkg("-i", older("kura5"));
    ok(downgraded);
    assertThat(downgraded.output()).contains(GATEWAY + " " + version() + " stays");
    assertThat(packages(kura)).isEqualTo(asPacked());
    assertThat(kura.packages().resolve(GATEWAY + "_" + version() + ".dp"))
        .hasSameBinaryContentAs(Packed.gateway());
    ok(kura.dpkg("-r", "wardgate-kura5"));
    assertThat(packages(kura)).containsExactly("dpa.properties");
  }

  @Test
  void anInterruptedPostinstIsRunAgainAndLeavesNothingHalf() throws Exception {
    KuraRoot kura = kura5();
    ok(kura.dpkg("-i", older("kura5")));
    String before = kura.list();
    Files.delete(kura.dpa());
    // the list cannot be written: the script ends there
    Files.createDirectories(kura.dpa().resolve("in-the-way"));
    Program.Result failed = kura.dpkg("-i", Packed.deb("kura5").toString());
    assertThat(failed.status()).isNotZero();
    Files.delete(kura.dpa().resolve("in-the-way"));
    Files.delete(kura.dpa());
    Files.writeString(kura.dpa(), before);
    // and what a power cut would have left
    Files.writeString(kura.packages().resolve(GATEWAY + "_" + version() + ".dp.a1B2c3"), "half");
    Files.writeString(kura.packages().resolve("dpa.properties.wardgate-a1B2c3"), "half");
    ok(kura.dpkg("--configure", "wardgate-kura5"));
    assertThat(packages(kura)).isEqualTo(asPacked());
    assertThat(kura.list()).doesNotContain(OLDER + ".dp");
    ok(kura.dpkg("--configure", "--pending"));
    assertThat(packages(kura)).isEqualTo(asPacked());
  }

  @Test
  void onKura6BundlesOfTheEarlierVersionGo() throws Exception {
    KuraRoot kura = KuraRoot.with(work.resolve("root"), "kura-core", "6.0.0-1");
    Path plugins = kura.root().resolve("opt/eclipse/kura/plugins/6s");
    String older = older("kura6");
    ok(kura.dpkg("-i", older));
    assertThat(plugins.resolve("org.wardgate.gone-0.jar")).exists();
    ok(kura.dpkg("-i", Packed.deb("kura6").toString()));
    List<String> wanted =
        Packed.names(Packed.gateway()).stream().filter(n -> n.endsWith(".jar")).toList();
    try (Stream<Path> files = Files.list(plugins)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())))
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
    ok(kura.dpkg("-i", older));
    assertThat(plugins.resolve("org.wardgate.gone-0.jar")).exists();
  }

  @Test
  void removeSaysWhereTheJournalStaysAndPurgeWhatGoes() throws Exception {
    for (String name : List.of("kura5", "kura6")) {
      boolean five = name.equals("kura5");
      KuraRoot kura =
          KuraRoot.with(
              work.resolve("root-" + name), five ? "kura" : "kura-core", five ? "5.6.1" : "6.0.0");
      ok(kura.dpkg("-i", Packed.deb(name).toString()));
      Path journal = Files.createDirectories(kura.data().resolve("journal"));
      Program.Result removed = kura.dpkg("-r", "wardgate-" + name);
      ok(removed);
      assertThat(removed.output())
          .contains("journal and keys stay in /opt/eclipse/kura/data/wardgate", "On Stop");
      assertThat(journal).exists();
      Program.Result purged = kura.dpkg("-P", "wardgate-" + name);
      ok(purged);
      assertThat(purged.output())
          .contains("removing journal and keys in /opt/eclipse/kura/data/wardgate");
      assertThat(kura.data()).doesNotExist();
      assertThat(kura.dpkg("-P", "wardgate-" + name).output()).doesNotContain("journal");
    }
  }
}
