package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages as a gateway gets them. */
class PackagesIT {
  private static final Path AGAIN = Packed.TARGET.resolve("again/packages");
  private static final long PACKAGE_MAX_BYTES = 30L * 1024 * 1024;

  @TempDir Path work = Path.of("");

  private static String header(Attributes bundle, String name) {
    return String.valueOf(bundle.getValue(name));
  }

  private static List<Attributes> forKura() throws IOException {
    List<Attributes> bundles = new ArrayList<>(Packed.bundles(Packed.gateway()));
    bundles.addAll(Packed.bundles(Packed.installer()));
    return bundles;
  }

  @Test
  void builtTwiceEverythingButTheSignaturesIsTheSame() throws Exception {
    List<Path> built;
    try (Stream<Path> files = Files.list(Packed.PACKAGES)) {
      built =
          files.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".p7s")).toList();
    }
    assertThat(built)
        .contains(
            Packed.gateway(),
            Packed.installer(),
            Packed.standalone(),
            Packed.deb("kura5"),
            Packed.deb("kura6"),
            Packed.bill());
    for (Path file : built) {
      assertThat(AGAIN.resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void theGatewayWithNativeLibrariesIsSmallEnough() throws Exception {
    assertThat(Packed.gateway()).isNotEmptyFile();
    assertThat(Files.size(Packed.gateway())).isLessThanOrEqualTo(PACKAGE_MAX_BYTES);
  }

  @Test
  void nativeLibrariesAreForTheMachinesOfGatewaysOnly() throws Exception {
    assertThat(Packed.inside(Packed.gateway()))
        .filteredOn(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"))
        .allMatch(name -> name.matches("org/sqlite/native/Linux/(x86_64|aarch64|armv7)/.*"))
        .hasSize(3);
  }

  @Test
  void noBundleExportsOrContainsAPackageOfKuras() throws Exception {
    assertThat(forKura())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            bundle ->
                assertThat(header(bundle, "Export-Package")).doesNotContain("org.eclipse.kura"));
    List<String> inside = new ArrayList<>(Packed.inside(Packed.gateway()));
    inside.addAll(Packed.inside(Packed.installer()));
    assertThat(inside)
        .hasSizeGreaterThan(1000)
        .noneMatch(name -> name.startsWith("org/eclipse/kura/") || name.startsWith("org/osgi/"));
  }

  @Test
  void eachBundleIsThereOnceAndInOnePackageOnly() throws Exception {
    Set<String> names = new HashSet<>();
    for (Attributes bundle : forKura()) {
      String name = header(bundle, "Bundle-SymbolicName");
      assertThat(names.add(name)).as(name).isTrue();
    }
  }

  @Test
  void noBundleIsTheFrameworksOrSomebodyElses() throws Exception {
    assertThat(forKura())
        .allSatisfy(
            bundle ->
                assertThat(header(bundle, "Bundle-SymbolicName")).startsWith("org.wardgate."));
  }

  @Test
  void eachSectionSaysWhatItsBundleSays() throws Exception {
    for (Path dp : List.of(Packed.gateway(), Packed.installer(), Packed.standalone())) {
      try (JarFile zip = new JarFile(dp.toFile())) {
        Map<String, Attributes> sections = zip.getManifest().getEntries();
        List<String> jars =
            Packed.names(dp).stream().filter(name -> name.endsWith(".jar")).toList();
        assertThat(sections.keySet()).containsExactlyInAnyOrderElementsOf(jars);
      }
      List<Attributes> bundles = Packed.bundles(dp);
      List<Attributes> sections = Packed.sections(dp);
      for (int i = 0; i < bundles.size(); i++) {
        assertThat(header(bundles.get(i), "Bundle-SymbolicName").split(";", 2)[0].strip())
            .isEqualTo(header(sections.get(i), "Bundle-SymbolicName"));
        assertThat(header(bundles.get(i), "Bundle-Version"))
            .startsWith(header(sections.get(i), "Bundle-Version").replaceAll("(\\.0)+$", ""));
      }
    }
  }

  /** Else every build would change every bundle. */
  @Test
  void noBundleSaysWhenOrWhereItWasBuilt() throws Exception {
    List<Attributes> ours = new ArrayList<>(forKura());
    ours.addAll(
        Packed.bundles(Packed.standalone()).stream()
            .filter(bundle -> header(bundle, "Bundle-SymbolicName").startsWith("org.wardgate."))
            .toList());
    for (Attributes bundle : ours) {
      for (String name :
          List.of("Bnd-LastModified", "Tool", "Built-By", "Build-Jdk", "Build-Time")) {
        assertThat(bundle.getValue(name)).as(header(bundle, "Bundle-SymbolicName")).isNull();
      }
    }
  }

  @Test
  void thePackagesSayWhatTheyAreForAndHowLong() throws Exception {
    assertThat(main(Packed.gateway()).getValue("Wardgate-Platform")).isEqualTo("kura");
    assertThat(main(Packed.standalone()).getValue("Wardgate-Platform")).isEqualTo("standalone");
    for (Path dp : List.of(Packed.gateway(), Packed.installer(), Packed.standalone())) {
      Attributes main = main(dp);
      assertThat(java.time.Instant.parse(main.getValue("Wardgate-Expires"))).isNotNull();
      assertThat(main.getValue("DeploymentPackage-Version")).matches("\\d+\\.\\d+\\.\\d+(\\..+)?");
      assertThat(Packed.names(dp).get(0)).isEqualTo("META-INF/MANIFEST.MF");
    }
  }

  private static Attributes main(Path dp) throws IOException {
    try (JarFile zip = new JarFile(dp.toFile())) {
      return zip.getManifest().getMainAttributes();
    }
  }

  @Test
  void opensslVerifiesEachSignatureAndNoChangedPackage() throws Exception {
    Program.need("openssl");
    for (Path dp : List.of(Packed.gateway(), Packed.installer(), Packed.standalone())) {
      Program.Result verified = verify(dp, dp);
      assertThat(verified.status()).as(verified.output()).isZero();
    }
    byte[] changed = Files.readAllBytes(Packed.installer());
    changed[changed.length / 2] ^= 1;
    Path file = Files.write(work.resolve("changed.dp"), changed);
    assertThat(verify(Packed.installer(), file).status()).isNotZero();
    assertThat(verify(Packed.gateway(), Packed.installer()).status()).isNotZero();
  }

  private Program.Result verify(Path signed, Path content) throws Exception {
    String anchors = System.getProperty("wardgate.signing.anchors", "");
    Path trusted =
        anchors.isEmpty() ? Packed.PACKAGES.resolve("test-signing/anchors.pem") : Path.of(anchors);
    return Program.run(
        work,
        List.of(
            "openssl",
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            signed + ".p7s",
            "-content",
            content.toString(),
            "-purpose",
            "any",
            "-CAfile",
            trusted.toString(),
            "-out",
            "/dev/null"),
        Map.of());
  }
}
