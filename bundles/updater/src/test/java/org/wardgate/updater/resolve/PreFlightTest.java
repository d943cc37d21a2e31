package org.wardgate.updater.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.updater.pack.PackageReader;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestFramework;
import org.wardgate.updater.testing.TestFramework.Kind;
import org.wardgate.updater.testing.TestPackage;

class PreFlightTest {
  private static final TestBundle API =
      TestBundle.of("org.wardgate.api", "1.0.0")
          .with("Export-Package", "org.wardgate.api;version=\"1.0.0\"");
  private static final TestBundle CORE =
      TestBundle.of("org.wardgate.core", "1.0.0")
          .with("Import-Package", "org.wardgate.api;version=\"[1.0,2)\",org.osgi.framework")
          .with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"");
  private static final TestBundle KURA = TestBundle.of("org.wardgate.platform-kura", "1.0.0");

  private final Path folder;

  PreFlightTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void check(TestFramework framework, TestPackage update) throws Exception {
    Path file = Files.write(folder.resolve("package.dp"), update.bytes());
    new PreFlight(new RunningBundles(framework.context())).check(PackageReader.read(file));
  }

  private void assertRefused(TestFramework framework, TestPackage update, String code, String why) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> check(framework, update));
    assertThat(refused).as(code).isNotNull();
    assertThat(refused.errorCode().code()).as(refused.getMessage()).isEqualTo(code);
    assertThat(refused.detail()).contains(why);
  }

  private TestFramework standalone(Kind kind) throws Exception {
    TestFramework framework = new TestFramework(kind, folder.resolve("cache"));
    framework.launched(API);
    framework.launched(CORE);
    framework.resolve();
    return framework;
  }

  private TestFramework kura(Kind kind) throws Exception {
    TestFramework framework = new TestFramework(kind, folder.resolve("cache"));
    framework.deployed(API);
    framework.deployed(CORE);
    framework.deployed(KURA);
    framework.deployed(TestBundle.of("org.wardgate.installer", "1.0.0"));
    framework.install(
        "file:/opt/slf4j",
        TestBundle.of("slf4j.api", "1.7.36")
            .with("Export-Package", "org.slf4j;version=\"1.7.36\""));
    framework.resolve();
    return framework;
  }

  private static TestBundle core(String version) {
    return new TestBundle(CORE.name(), version, CORE.headers(), "core " + version);
  }

  private static TestPackage forKura(TestBundle... bundles) {
    return TestPackage.of("2.0.0", bundles).with("Wardgate-Platform", "kura");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void letsASetThroughThatResolves(Kind kind) throws Exception {
    try (TestFramework framework = standalone(kind)) {
      check(framework, TestPackage.of("2.0.0", API, core("1.1.0")));
      check(framework, TestPackage.of("2.0.0", API, CORE));
      check(
          framework,
          TestPackage.of(
              "2.0.0",
              API,
              core("1.1.0"),
              TestBundle.of("org.third.party", "3.0.0").with("Require-Bundle", API.name())));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aBundleThatDoesNotResolve(Kind kind) throws Exception {
    try (TestFramework framework = standalone(kind)) {
      assertRefused(
          framework,
          TestPackage.of(
              "2.0.0", API, core("1.1.0").with("Import-Package", "org.wardgate.nowhere")),
          "WG-UPD-0006",
          "org.wardgate.core 1.1.0 needs (osgi.wiring.package=org.wardgate.nowhere)");
      // only what goes had it
      assertRefused(
          framework, TestPackage.of("2.0.0", core("1.1.0")), "WG-UPD-0006", "org.wardgate.api");
      assertRefused(
          framework,
          TestPackage.of(
              "2.0.0",
              API,
              core("1.1.0")
                  .with(
                      "Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")),
          "WG-UPD-0006",
          "99");
      assertRefused(
          framework,
          TestPackage.of("2.0.0", API, core("1.1.0").with("Service-Component", "OSGI-INF/x.xml")),
          "WG-UPD-0006",
          "osgi.component");
      assertRefused(
          framework,
          TestPackage.of("2.0.0", API, core("1.1.0").with("Import-Package", "org..x;=,")),
          "WG-UPD-0003",
          "");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aBundleOfAnotherThatNeedsTheSetMustResolveToo(Kind kind) throws Exception {
    try (TestFramework framework = kura(kind)) {
      framework.install(
          "file:/opt/guest",
          TestBundle.of("org.hospital.guest", "1.0.0")
              .with("Import-Package", "org.wardgate.api;version=\"[1.0,2)\",org.slf4j"));
      framework.resolve();
      check(framework, forKura(API, core("1.1.0"), KURA));
      TestBundle newApi =
          TestBundle.of("org.wardgate.api", "2.0.0")
              .with("Export-Package", "org.wardgate.api;version=\"2.0.0\"");
      assertRefused(framework, forKura(newApi, KURA), "WG-UPD-0006", "org.hospital.guest");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aBundleThatStealsAnotherBundlesSymbolicName(Kind kind) throws Exception {
    try (TestFramework framework = kura(kind)) {
      assertRefused(
          framework,
          forKura(API, CORE, KURA, TestBundle.of("slf4j.api", "9.0.0")),
          "WG-UPD-0011",
          "slf4j.api");
      assertRefused(
          framework,
          forKura(API, CORE, KURA, TestBundle.of("org.wardgate.installer", "9.0.0")),
          "WG-UPD-0011",
          "org.wardgate.installer");
      framework.install("file:/opt/own", TestBundle.of("org.wardgate.local", "1.0.0"));
      assertRefused(
          framework,
          forKura(API, CORE, KURA, TestBundle.of("org.wardgate.local", "2.0.0")),
          "WG-UPD-0011",
          "org.wardgate.local");
    }
    try (TestFramework framework = standalone(kind)) {
      framework.install("file:/load/x.jar", TestBundle.of("org.dropped", "1.0.0"));
      assertRefused(
          framework,
          TestPackage.of("2.0.0", API, TestBundle.of("org.dropped", "2.0.0")),
          "WG-UPD-0011",
          "org.dropped");
      String system = framework.context().getBundle().getSymbolicName();
      assertRefused(
          framework,
          TestPackage.of("2.0.0", API, TestBundle.of(system, "99.0.0")),
          "WG-UPD-0011",
          system);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSetWithoutWhatKeepsTheWardOrTakesTheNextUpdate(Kind kind) throws Exception {
    for (String name :
        new String[] {
          "org.wardgate.updater", "org.wardgate.decision", "org.wardgate.enforcement-nft"
        }) {
      try (TestFramework framework = standalone(kind)) {
        framework.launched(TestBundle.of(name, "1.0.0"));
        framework.resolve();
        assertRefused(framework, TestPackage.of("2.0.0", API, core("1.1.0")), "WG-UPD-0003", name);
        check(framework, TestPackage.of("2.0.0", API, core("1.1.0"), TestBundle.of(name, "1.1.0")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSetWithoutAFeatureThatRunsHere(Kind kind) throws Exception {
    try (TestFramework framework = standalone(kind)) {
      assertRefused(
          framework,
          TestPackage.of("2.0.0", API, CORE).feature("coap", API, CORE),
          "WG-UPD-0019",
          "core runs here");
    }
    try (TestFramework framework = new TestFramework(kind, folder.resolve("other"), "")) {
      framework.launched(API);
      assertRefused(framework, TestPackage.of("2.0.0", API), "WG-UPD-0019", "launcher");
    }
  }

  /** It would lie in the repository and not run. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatOnlyAFeatureNamesThatDoesNotRunHereDoesNotCount(Kind kind) throws Exception {
    try (TestFramework framework = standalone(kind)) {
      TestBundle decision = TestBundle.of("org.wardgate.decision", "1.0.0");
      framework.launched(decision);
      framework.resolve();
      TestPackage update = TestPackage.of("2.0.0", API, core("1.1.0"), decision);
      check(framework, update.feature("core", API, core("1.1.0"), decision));
      assertRefused(
          framework,
          update.feature("core", API, core("1.1.0")).feature("dev", decision),
          "WG-UPD-0003",
          "org.wardgate.decision");
      assertRefused(
          framework,
          update.feature("core", core("1.1.0"), decision).feature("dev", API),
          "WG-UPD-0006",
          "org.wardgate.api");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theSameVersionWithOtherContent(Kind kind) throws Exception {
    try (TestFramework framework = standalone(kind)) {
      assertRefused(
          framework,
          TestPackage.of("2.0.0", API, CORE.containing("patched")),
          "WG-UPD-0012",
          "org.wardgate.core 1.0.0");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anotherPlatformsPackage(Kind kind) throws Exception {
    try (TestFramework framework = standalone(kind)) {
      assertRefused(framework, forKura(API), "WG-UPD-0013", "kura");
    }
    try (TestFramework framework = kura(kind)) {
      assertRefused(framework, TestPackage.of("2.0.0", API), "WG-UPD-0013", "standalone");
    }
  }
}
