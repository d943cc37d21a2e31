package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageRulesTest {
  @TempDir Path folder = Path.of("");

  private BundleFile bundle(String symbolicName, String... classes) throws Exception {
    return BundleFile.read(Jars.bundle(folder, symbolicName + ".jar", symbolicName, classes));
  }

  @Test
  void oursMayCome() throws Exception {
    List<BundleFile> bundles =
        List.of(
            bundle("org.wardgate.a", "org/wardgate/a/A.class"),
            bundle("org.wardgate.b", "org/eclipse/kurabi/B.class", "org/osgix/C.class"));
    assertThatCode(() -> PackageRules.check(bundles)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.felix.scr",
        "org.apache.felix.configadmin",
        "com.fasterxml.jackson.core.jackson-core",
        "org.xerial.sqlite-jdbc",
        "org.wardgate",
        "org.wardgatex.a"
      })
  void nobodyElsesBundleComes(String symbolicName) throws Exception {
    List<BundleFile> bundles = List.of(bundle(symbolicName));
    assertThatThrownBy(() -> PackageRules.check(bundles))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining(symbolicName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/eclipse/kura/KuraException.class",
        "org/eclipse/kura/configuration/ConfigurableComponent.class",
        "org/osgi/framework/Bundle.class"
      })
  void noBundleBringsWhatKuraHas(String name) throws Exception {
    List<BundleFile> bundles = List.of(bundle("org.wardgate.a", name));
    assertThatThrownBy(() -> PackageRules.check(bundles))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("contains the package");
  }

  @Test
  void noBundleComesTwice() throws Exception {
    BundleFile one = bundle("org.wardgate.a");
    BundleFile other =
        BundleFile.read(Jars.bundle(folder, "other.jar", "org.wardgate.a;singleton:=true"));
    assertThatThrownBy(() -> PackageRules.check(List.of(one, other)))
        .hasMessageContaining("org.wardgate.a is there twice");
    assertThatThrownBy(() -> PackageRules.check(List.of(one, one))).hasMessageContaining("twice");
    assertThatThrownBy(() -> PackageRules.once(List.of())).hasMessageContaining("without bundles");
  }

  @Test
  void aJarThatIsNoBundleIsRefused() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    Path jar = Jars.jar(folder.resolve("x.jar"), manifest);
    assertThatThrownBy(() -> BundleFile.read(jar)).hasMessageContaining("no Bundle-SymbolicName");
    Path text = Files.writeString(folder.resolve("y.jar"), "not a zip");
    assertThatThrownBy(() -> BundleFile.read(text))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("y.jar");
    assertThatThrownBy(() -> BundleFile.read(folder.resolve("z.jar")))
        .isInstanceOf(PackagingException.class);
  }

  @Test
  void directivesAreNoPartOfAName() throws Exception {
    BundleFile read =
        BundleFile.read(Jars.bundle(folder, "s.jar", "org.wardgate.s ; singleton:=true"));
    assertThat(read.symbolicName()).isEqualTo("org.wardgate.s");
    assertThat(read.version()).hasToString("1.2.3.q");
  }
}
