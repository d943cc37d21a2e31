package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that is made of the one before. */
class NextReleaseTest {
  @TempDir Path work = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private SmallRelease first;

  @BeforeEach
  void aFirstRelease() throws Exception {
    SigningIdentity.test(SmallRelease.CLOCK.instant(), SmallRelease.CLOCK.instant())
        .writeTo(keys());
    first = new SmallRelease(work.resolve("first"), "1.0.0", keys());
    first.pack();
  }

  private Path keys() {
    return work.resolve("keys");
  }

  private SmallRelease next(String version) {
    return new SmallRelease(work.resolve("of-" + version), version, keys())
        .builtAt("2026-11-04T00:00:00Z");
  }

  private void packsNot(SmallRelease next, String... said) {
    assertThatThrownBy(() -> next.pack(first.before()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContainingAll(said);
    assertThat(next.gateway()).doesNotExist();
  }

  @Test
  void oneBundleChangedOnlyThatOneHasANewVersion() throws Exception {
    SmallRelease next = next("1.1.0").changed("beta");
    assertThat(next.pack(first.before()))
        .contains("1 of 6 bundles differ from the release before: [org.wardgate.beta 1.1.0]");
    assertThat(SmallRelease.jars(next.gateway()))
        .containsExactly(
            "org.wardgate.platform-kura-1.0.0.jar",
            "org.wardgate.alpha-1.0.0.jar",
            "org.wardgate.beta-1.1.0.jar");
    assertThat(SmallRelease.entry(next.gateway(), "org.wardgate.alpha-1.0.0.jar"))
        .isEqualTo(SmallRelease.entry(first.gateway(), "org.wardgate.alpha-1.0.0.jar"));
    String manifest =
        new String(
            SmallRelease.entry(next.gateway(), "META-INF/MANIFEST.MF"), StandardCharsets.US_ASCII);
    assertThat(manifest)
        .contains("DeploymentPackage-Version: 1.1.0\r\n")
        .containsPattern("Name: org.wardgate.alpha-1.0.0.jar\\R.+\\RBundle-Version: 1.0.0\\R")
        .containsPattern("Bundle-SymbolicName: org.wardgate.beta\\RBundle-Version: 1.1.0\\R");
    assertThat(SmallRelease.jars(next.file("org.wardgate.installer")))
        .containsExactly("org.wardgate.installer-1.0.0.jar");
  }

  @Test
  void theStandalonePackagesFeaturesNameTheJarsThatAreInIt() throws Exception {
    SmallRelease next = next("1.1.0").changed("beta");
    next.pack(first.before());
    assertThat(SmallRelease.jars(next.standalone()))
        .contains("org.wardgate.alpha-1.0.0.jar", "org.wardgate.beta-1.1.0.jar");
    assertThat(SmallRelease.entry(next.standalone(), "features/core.json"))
        .asString(StandardCharsets.UTF_8)
        .contains("\"org.wardgate:org.wardgate.alpha:1.0.0\"", "\"id\": \"g:core:1.1.0\"")
        .doesNotContain("alpha:1.1.0");
    assertThat(SmallRelease.entry(next.standalone(), "features/coap.json"))
        .asString(StandardCharsets.UTF_8)
        .contains("\"org.wardgate:org.wardgate.beta:1.1.0\"");
  }

  @Test
  void looseBundlesAreTheSameBytes() throws Exception {
    SmallRelease next = next("1.1.0").changed("beta");
    Path loose = work.resolve("loose");
    String[] arguments =
        Stream.concat(Stream.of(first.before()), Stream.of("loose=" + loose))
            .toArray(String[]::new);
    next.pack(arguments);
    for (String jar : SmallRelease.jars(next.gateway())) {
      assertThat(loose.resolve(jar)).hasBinaryContent(SmallRelease.entry(next.gateway(), jar));
    }
    try (Stream<Path> files = Files.list(loose)) {
      assertThat(files).hasSameSizeAs(SmallRelease.jars(next.gateway()));
    }
  }

  @Test
  void nothingChangedAtAll() throws Exception {
    SmallRelease next = next("1.1.0");
    assertThat(next.pack(first.before())).contains("0 of 6 bundles differ");
    for (String jar : SmallRelease.jars(first.standalone())) {
      assertThat(SmallRelease.entry(next.standalone(), jar))
          .isEqualTo(SmallRelease.entry(first.standalone(), jar));
    }
  }

  @Test
  void builtTwiceOfTheSameReleaseBeforeTheHashesAreEqual() throws Exception {
    SmallRelease next = next("1.1.0").changed("alpha");
    String once = next.pack(first.before());
    assertThat(next.run("again", first.before())).isEqualTo(once);
    for (Path file : List.of(next.gateway(), next.standalone())) {
      assertThat(file.resolveSibling("../again/" + file.getFileName()))
          .hasSameBinaryContentAs(file);
    }
  }

  @Test
  void anImportThatChangedIsAChange() throws Exception {
    SmallRelease next = next("1.1.0").header("alpha", "org.osgi.framework;version=\"[1.9,2)\"");
    next.pack(first.before());
    assertThat(SmallRelease.jars(next.gateway())).contains("org.wardgate.alpha-1.1.0.jar");
  }

  @Test
  void overThreeReleasesABundleKeepsTheVersionInWhichItChanged() throws Exception {
    SmallRelease second = next("1.1.0").changed("beta");
    second.pack(first.before());
    SmallRelease third = next("1.2.0").changed("beta").changed("alpha");
    third.pack(second.before());
    assertThat(SmallRelease.jars(third.gateway()))
        .containsExactly(
            "org.wardgate.platform-kura-1.0.0.jar",
            "org.wardgate.alpha-1.2.0.jar",
            "org.wardgate.beta-1.1.0.jar");
  }

  @Test
  void aChangedBundleWithTheVersionItHadIsRefused() throws Exception {
    first.library("3.0.0", "a");
    first.pack();
    packsNot(next("1.1.0").library("3.0.0", "b"), "org.third.library", "did not rise");
    next("1.1.0").library("2.9.0", "b").pack(first.before());
  }

  @Test
  void aReleaseThatIsNotHigherIsRefused() {
    packsNot(next("1.0.0"), "must be higher");
    packsNot(next("0.9.0").changed("beta"), "must be higher");
  }

  @Test
  void aTamperedPreviousPackageIsRefused() throws Exception {
    for (Path file : List.of(first.gateway(), first.standalone())) {
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Files.write(file, bad);
      packsNot(next("1.1.0"), "not what was signed");
      Files.write(file, good);
    }
  }

  @Test
  void aPreviousPackageOfAStrangerIsRefused() throws Exception {
    Path strangers = work.resolve("strangers");
    SigningIdentity.test(SmallRelease.CLOCK.instant(), SmallRelease.CLOCK.instant())
        .writeTo(strangers);
    String anchors = first.before()[1];
    SmallRelease other = new SmallRelease(work.resolve("other"), "1.0.0", strangers);
    other.pack();
    assertThatThrownBy(() -> next("1.1.0").pack("previous=" + other.gateway(), anchors))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("not signed as it must be");
  }

  @Test
  void aPreviousPackageWithoutItsSignatureIsRefused() throws Exception {
    Files.delete(first.standalone().resolveSibling(first.standalone().getFileName() + ".p7s"));
    packsNot(next("1.1.0"), "cannot be read");
  }

  @Test
  void aPreviousPackageOfTheOtherPlatformIsRefused() throws Exception {
    assertThatThrownBy(
            () -> next("1.1.0").pack("previous=" + first.standalone(), first.before()[1]))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("for standalone, not org.wardgate.gateway for kura");
    for (String suffix : List.of("", ".p7s")) {
      Files.copy(
          Path.of(first.gateway() + suffix),
          Path.of(first.standalone() + suffix),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    packsNot(next("1.1.0"), "for kura, not org.wardgate.gateway for standalone");
  }

  @Test
  void packagesOfTwoReleasesAreNoReleaseBefore() throws Exception {
    SmallRelease second = next("1.0.1");
    second.pack();
    for (String suffix : List.of("", ".p7s")) {
      Files.copy(
          Path.of(second.standalone() + suffix),
          Path.of(first.standalone() + suffix),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    packsNot(next("1.1.0"), "of another release: 1.0.1, not 1.0.0");
  }

  @Test
  void withoutAnchorsNothingIsTaken() throws Exception {
    Path none = Files.writeString(work.resolve("none.pem"), "");
    assertThatThrownBy(() -> next("1.1.0").pack(first.before()[0], "previous-anchors=" + none))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("no certificate");
    assertThatThrownBy(() -> next("1.1.0").pack(first.before()[0]))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("belong together");
  }
}
