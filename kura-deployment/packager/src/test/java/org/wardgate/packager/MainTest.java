package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-05T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path work = Path.of("");

  @BeforeEach
  void aSmallRelease() throws IOException {
    feature("core", bundle("a", 9), bundle("b", 4), third("configadmin", 2));
    feature("coap", bundle("c", 20));
    feature("console", third("jetty", 6));
    feature("kura", bundle("platform-kura", 5));
    feature("felix", bundle("platform-felix", 5));
    jar("org.wardgate.installer");
  }

  private String bundle(String name, int order) throws IOException {
    jar("org.wardgate." + name);
    return entry("org.wardgate:org.wardgate." + name + ":1.0.0", order);
  }

  private String third(String name, int order) throws IOException {
    jar("org.third." + name);
    return entry("org.third:org.third." + name + ":1.0.0", order);
  }

  private void jar(String name) throws IOException {
    Jars.bundle(work.resolve("jars"), name + "-1.0.0.jar", name, "x/X.class");
  }

  private static String entry(String id, int order) {
    return "{\"id\": \"" + id + "\", \"start-order\": " + order + "}";
  }

  private void feature(String name, String... bundles) throws IOException {
    Files.createDirectories(work.resolve("features"));
    Files.writeString(
        work.resolve("features/" + name + ".json"),
        "{\"id\": \"g:" + name + ":1.0.0\", \"bundles\": [" + String.join(",", bundles) + "]}");
  }

  private String run(String out, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "features=" + work.resolve("features"),
                "jars=" + work.resolve("jars"),
                "out=" + work.resolve(out),
                "version=1.0.0",
                "time=2026-11-01T00:00:00Z"));
    arguments.addAll(List.of(more));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Main.run(arguments, CLOCK, new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static List<String> names(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  void theGatewayHoldsOursInTheOrderOfTheirStart() throws Exception {
    run("out");
    assertThat(names(work.resolve("out/org.wardgate.gateway-1.0.0.dp")))
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "org.wardgate.b-1.0.0.jar",
            "org.wardgate.platform-kura-1.0.0.jar",
            "org.wardgate.a-1.0.0.jar",
            "org.wardgate.c-1.0.0.jar");
    assertThat(names(work.resolve("out/org.wardgate.installer-1.0.0.dp")))
        .containsExactly("META-INF/MANIFEST.MF", "org.wardgate.installer-1.0.0.jar");
  }

  @Test
  void theStandalonePackageHoldsEverythingButKuras() throws Exception {
    run("out");
    assertThat(names(work.resolve("out/org.wardgate.gateway-standalone-1.0.0.dp")))
        .contains(
            "org.third.configadmin-1.0.0.jar",
            "org.third.jetty-1.0.0.jar",
            "org.wardgate.platform-felix-1.0.0.jar",
            "features/core.json",
            "features/felix.json")
        .doesNotContain("org.wardgate.platform-kura-1.0.0.jar", "features/kura.json");
  }

  @Test
  void theManifestComesFirstAndNamesEachBundle() throws Exception {
    run("out", "requires=0.9");
    Path dp = work.resolve("out/org.wardgate.gateway-1.0.0.dp");
    try (InputStream in = Files.newInputStream(dp);
        JarInputStream jar = new JarInputStream(in)) {
      Manifest manifest = jar.getManifest();
      assertThat(manifest.getMainAttributes().getValue("DeploymentPackage-SymbolicName"))
          .isEqualTo("org.wardgate.gateway");
      assertThat(manifest.getMainAttributes().getValue("Wardgate-Platform")).isEqualTo("kura");
      assertThat(manifest.getMainAttributes().getValue("Wardgate-Expires"))
          .isEqualTo("2028-11-01T00:00:00Z");
      assertThat(manifest.getMainAttributes().getValue("Wardgate-Requires-Version"))
          .isEqualTo("0.9.0");
      assertThat(manifest.getAttributes("org.wardgate.a-1.0.0.jar").getValue("Bundle-Version"))
          .isEqualTo("1.2.3.q");
      assertThat(manifest.getEntries()).hasSize(4);
    }
  }

  @Test
  void builtTwiceInOtherPlacesAndZonesTheBytesAreTheSame() throws Exception {
    String first = run("one");
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(run("two")).isEqualTo(first);
    } finally {
      TimeZone.setDefault(zone);
    }
    for (String name :
        List.of(
            "org.wardgate.gateway-1.0.0.dp",
            "org.wardgate.installer-1.0.0.dp",
            "org.wardgate.gateway-standalone-1.0.0.dp")) {
      assertThat(work.resolve("two/" + name)).hasSameBinaryContentAs(work.resolve("one/" + name));
      assertThat(work.resolve("one/" + name + ".p7s")).isNotEmptyFile();
    }
  }

  @Test
  void looseBundlesAreTheGatewaysAndNoEarlierOnes() throws Exception {
    Path loose = Files.createDirectories(work.resolve("loose"));
    Files.writeString(loose.resolve("org.wardgate.old-0.9.jar"), "old");
    run("out", "loose=" + loose);
    try (var files = Files.list(loose)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "org.wardgate.a-1.0.0.jar",
              "org.wardgate.b-1.0.0.jar",
              "org.wardgate.c-1.0.0.jar",
              "org.wardgate.platform-kura-1.0.0.jar");
    }
  }

  @Test
  void aKeyThatIsGivenSignsAndNoTestKeyIsMade() throws Exception {
    SigningIdentity.test(CLOCK.instant(), CLOCK.instant()).writeTo(work.resolve("keys"));
    run(
        "out",
        "signing-key=" + work.resolve("keys/key.pem"),
        "signing-chain=" + work.resolve("keys/chain.pem"));
    assertThat(work.resolve("out/" + Main.TEST_SIGNING)).doesNotExist();
    assertThat(work.resolve("out/org.wardgate.gateway-1.0.0.dp.p7s")).isNotEmptyFile();
  }

  @Test
  void whereTheBuildMadeNoBillOfMaterialsNoEarlierOneStays() throws Exception {
    Path earlier = Files.createDirectories(work.resolve("out")).resolve("bill.json");
    Files.writeString(earlier, "{}");
    assertThat(run("out", "bill=" + work.resolve("bill.json"))).contains("no bill of materials");
    assertThat(earlier).doesNotExist();
  }

  @Test
  void aJarThatIsMissingIsNamed() throws Exception {
    Files.delete(work.resolve("jars/org.wardgate.c-1.0.0.jar"));
    assertThatThrownBy(() -> run("out"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("org.wardgate.c");
  }

  @Test
  void aFeatureThatIsBrokenIsNamed() throws Exception {
    Files.writeString(work.resolve("features/coap.json"), "{");
    assertThatThrownBy(() -> run("out"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("coap.json");
  }

  @Test
  void aBundleOfKurasInADisguiseIsRefused() throws Exception {
    Jars.bundle(
        work.resolve("jars"),
        "org.wardgate.a-1.0.0.jar",
        "org.wardgate.a",
        "org/eclipse/kura/KuraException.class");
    assertThatThrownBy(() -> run("out"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("org.eclipse.kura");
  }
}
