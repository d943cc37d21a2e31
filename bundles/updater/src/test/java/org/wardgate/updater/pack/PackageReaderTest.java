package org.wardgate.updater.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.wardgate.api.error.RefusedException;
import org.wardgate.updater.feature.FeatureLimits;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestPackage;

class PackageReaderTest {
  private static final TestBundle API = TestBundle.of("org.wardgate.api", "1.0.0");
  private static final TestBundle CORE = TestBundle.of("org.wardgate.core", "1.0.1");
  private static final TestPackage GOOD = TestPackage.of("2.0.0", API, CORE);

  private final Path folder;

  PackageReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private PackageContents read(byte[] content) throws IOException, RefusedException {
    return PackageReader.read(Files.write(folder.resolve("package.dp"), content));
  }

  private void assertRefused(byte[] content, String why) throws IOException {
    Path file = Files.write(folder.resolve("package.dp"), content);
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> PackageReader.read(file));
    assertThat(refused).as(why).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo("WG-UPD-0003");
    assertThat(refused.detail()).contains(why);
  }

  private void assertBadFeatures(TestPackage content, String why) throws IOException {
    Path file = Files.write(folder.resolve("package.dp"), content.bytes());
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> PackageReader.read(file));
    assertThat(refused).as(why).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo("WG-UPD-0019");
    assertThat(refused.detail()).contains(why);
  }

  private void assertRefused(TestPackage content, String why) throws IOException {
    assertRefused(content.bytes(), why);
  }

  @Test
  void readsWhatThePackagerWrites() throws Exception {
    PackageContents contents =
        read(GOOD.with("Wardgate-Requires-Version", "1.5.0").feature("core", API, CORE).bytes());
    assertThat(contents.version()).isEqualTo(new Version(2, 0, 0));
    assertThat(contents.platform()).isEqualTo(Platform.STANDALONE);
    assertThat(contents.expires()).isEqualTo(TestPackage.EXPIRES);
    assertThat(contents.requiresVersion()).contains(new Version(1, 5, 0));
    assertThat(contents.probes()).containsExactly("join", "transport");
    assertThat(contents.bundles())
        .extracting(PackageBundle::symbolicName)
        .containsExactly("org.wardgate.api", "org.wardgate.core");
    assertThat(contents.bundles().get(0).headers()).containsEntry("Bundle-Version", "1.0.0");
  }

  @Test
  void fingerprintsTellContentsApartAndNotTheirOrder() throws Exception {
    String one = read(GOOD.bytes()).bundles().get(0).fingerprint();
    String other =
        read(TestPackage.of("2.0.0", API.containing("x"), CORE).bytes())
            .bundles()
            .get(0)
            .fingerprint();
    assertThat(one).isNotEqualTo(other).hasSize(64);
    assertThat(read(TestPackage.of("2.0.0", CORE, API).bytes()).bundles().get(1).fingerprint())
        .isEqualTo(one);
  }

  @Test
  void truncatedAtEveryTenthByte() throws IOException {
    byte[] whole = GOOD.bytes();
    for (int length = 0; length < whole.length; length += 10) {
      assertRefused(Arrays.copyOf(whole, length), "");
    }
  }

  @Test
  void refusesHeadersThatAreMissingOrNoGood() throws IOException {
    for (String header :
        List.of(
            "DeploymentPackage-SymbolicName",
            "DeploymentPackage-Version",
            "Wardgate-Platform",
            "Wardgate-Expires")) {
      assertRefused(GOOD.with(header, ""), "");
      assertRefused(GOOD.with(header, "<script>"), "");
    }
    assertRefused(GOOD.with("DeploymentPackage-SymbolicName", "org.other"), "org.wardgate.gateway");
    assertRefused(GOOD.with("DeploymentPackage-FixPack", "[1,2)"), "fix pack");
    assertRefused(GOOD.with("Wardgate-Probes", "join,../x"), "no probe");
    assertRefused(GOOD.with("Wardgate-Probes", "a,b,c,d,e,f,g,h,i"), "more than 8");
    assertRefused(GOOD.with("Wardgate-Requires-Version", "one"), "no version");
    assertRefused(GOOD.with("DeploymentPackage-Version", "1".repeat(65)), "no version");
  }

  @Test
  void refusesWhatTheManifestDoesNotList() throws IOException {
    byte[] file = "x".getBytes(StandardCharsets.UTF_8);
    for (String name :
        List.of("extra.txt", "features/../x.json", "/etc/passwd", "../up", "features/", "a\\b")) {
      assertRefused(GOOD.containing(name, file), "");
    }
    assertRefused(
        GOOD.with("Wardgate-Platform", "kura").containing("features/core.json", file),
        "does not list");
  }

  @Test
  void refusesFeaturesThatDoNotFitTheBundles() throws IOException {
    TestBundle other = TestBundle.of("org.wardgate.other", "1.0.0");
    assertBadFeatures(
        GOOD.feature("core", API, CORE).feature("more", other), "org.wardgate.other-1.0.0.jar");
    assertBadFeatures(
        GOOD.feature("core", API, TestBundle.of(CORE.name(), "1.0.2")), "not in the package");
    assertBadFeatures(GOOD.feature("core", API), "no feature names org.wardgate.core-1.0.1.jar");
    assertBadFeatures(GOOD.feature("core"), "no feature names");
    assertBadFeatures(GOOD.feature("core", API, CORE, API), "more than once");
    assertBadFeatures(
        GOOD.feature("core", API, CORE).containing("features/x.json", new byte[] {'{'}), "x.json");
    assertBadFeatures(
        GOOD.feature("core", API, CORE).containing("features/x.json", new byte[2_000_000]),
        "larger");
  }

  @Test
  void refusesTooManyFeaturesAndTooLargeOnes() throws IOException {
    TestPackage many = GOOD;
    for (int i = 0; i <= FeatureLimits.FEATURES_MAX_COUNT; i++) {
      many = many.feature("f" + i, API, CORE);
    }
    assertBadFeatures(many, "more than 32 features");
    String padded = TestPackage.feature(List.of(API, CORE)) + " ".repeat(1_040_000);
    TestPackage large = GOOD;
    for (int i = 0; i < 5; i++) {
      large = large.containing("features/f" + i + ".json", padded.getBytes(StandardCharsets.UTF_8));
    }
    assertBadFeatures(large, "together");
  }

  @Test
  void refusesFeaturesWhoseNamesTheLauncherSkips() throws IOException {
    byte[] feature = TestPackage.feature(List.of(API, CORE)).getBytes(StandardCharsets.UTF_8);
    for (String name :
        List.of(
            "features/-core.json",
            "features/Core.json",
            "features/deep/core.json",
            "features/" + "x".repeat(65) + ".json",
            "core.json",
            "features/core.json5")) {
      assertRefused(GOOD.containing(name, feature), "does not list");
    }
  }

  private byte[] moved(String path, String otherPath) {
    String manifest = GOOD.manifest().replace(API.path(), path).replace(CORE.path(), otherPath);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8));
    entries.put(path, API.jar());
    entries.put(otherPath, CORE.jar());
    entries.put(
        "features/core.json",
        TestPackage.feature(List.of(API, CORE)).getBytes(StandardCharsets.UTF_8));
    return TestBundle.zip(entries);
  }

  @Test
  void takesJarsOneFolderDeepAndRefusesWhereTheLauncherSkipsThem() throws Exception {
    assertThat(read(moved("repository/" + API.path(), CORE.path())).bundles()).hasSize(2);
    assertRefused(moved("a/b/" + API.path(), CORE.path()), "one folder deep");
    assertRefused(moved("org.wardgate.api-1.0.0.war", CORE.path()), "no jar");
    assertRefused(moved("a/x.jar", "b/x.jar"), "twice");
  }

  @Test
  void refusesTwoBundlesWithOneName() throws IOException {
    assertRefused(GOOD.and(TestBundle.of("org.wardgate.api", "1.2.0")), "more than one bundle");
  }

  @Test
  void refusesABundleThatIsNotWhatThePackageSays() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", GOOD.manifest().getBytes(StandardCharsets.UTF_8));
    entries.put(API.path(), CORE.jar());
    entries.put(CORE.path(), CORE.jar());
    assertRefused(TestBundle.zip(entries), "not what the package says");
    entries.put(API.path(), TestBundle.of("org.wardgate.api", "1.0.9").jar());
    assertRefused(TestBundle.zip(entries), "not what the package says");
    entries.put(API.path(), new byte[0]);
    assertRefused(TestBundle.zip(entries), "symbolic name");
    entries.remove(API.path());
    assertRefused(TestBundle.zip(entries), "1 of 2 bundles");
  }

  @Test
  void refusesAManifestThatIsNotFirst() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(API.path(), API.jar());
    entries.put("META-INF/MANIFEST.MF", GOOD.manifest().getBytes(StandardCharsets.UTF_8));
    assertRefused(TestBundle.zip(entries), "begins with its manifest");
  }

  @Test
  void refusesTooManyEntries() throws IOException {
    TestPackage many = GOOD;
    for (int i = 0; i < PackageLimits.ENTRIES_MAX_COUNT; i++) {
      many = many.and(TestBundle.of("org.wardgate.b" + i, "1.0.0"));
    }
    assertRefused(many, "more than 200 entries");
  }

  @Test
  void refusesWhatUnpacksToTooMuch() throws IOException {
    TestPackage bomb = GOOD;
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 5; i++) {
      TestBundle bundle = TestBundle.of("org.wardgate.b" + i, "1.0.0");
      bomb = bomb.and(bundle);
      byte[] jar = bundle.jar();
      entries.put(bundle.path(), Arrays.copyOf(jar, jar.length + 64 * 1024 * 1024));
    }
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("META-INF/MANIFEST.MF", bomb.manifest().getBytes(StandardCharsets.UTF_8));
    all.putAll(entries);
    assertRefused(TestBundle.zip(all), "unpacks to more");
  }

  @Test
  void refusesALargeManifest() throws IOException {
    assertRefused(GOOD.with("X-Long", "x".repeat(2 * 1024 * 1024)), "too large");
    assertRefused(
        TestPackage.of("2.0.0", API.with("X-Long", "x".repeat(2 * 1024 * 1024))),
        "too large a manifest");
  }

  @Test
  void refusesADirectoryThatNamesOtherEntries() throws IOException {
    byte[] whole = GOOD.bytes();
    byte[] name = API.path().getBytes(StandardCharsets.UTF_8);
    // the last occurrence of the name is in the zip's directory
    int at = lastIndexOf(whole, name);
    whole[at] = 'x';
    assertRefused(whole, "directory names other entries");
  }

  private static int lastIndexOf(byte[] whole, byte[] part) {
    for (int at = whole.length - part.length; at >= 0; at--) {
      if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("not found");
  }
}
