package org.wardgate.installer.deploymentadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.wardgate.installer.deploymentadmin.Behaviours.Good;
import org.wardgate.installer.deploymentadmin.Behaviours.Throwing;

/** What Felix Deployment Admin 0.9.5 is given is what differs, and leads to the same. */
@Timeout(120)
class FixPackageTest {
  private static final String A = "org.wardgate.test.a";
  private static final String B = "org.wardgate.test.b";
  private static final String C = "org.wardgate.test.c";
  private static final String BAD = "org.wardgate.test.bad";
  private static final Map<String, String> OLD = Map.of(A, "1.0.0", B, "1.0.0", C, "1.0.0");

  @TempDir Path work = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private KuraLike kura;

  @BeforeEach
  void start() throws Exception {
    kura = new KuraLike(work);
    kura.startWith(packageOf("1.0.0", OLD));
    assertThat(kura.bundles()).isEqualTo(OLD);
  }

  @AfterEach
  void stop() throws Exception {
    kura.stop();
  }

  private static TestPackage packageOf(String version, Map<String, String> bundles)
      throws Exception {
    TestPackage made = new TestPackage(version);
    for (Map.Entry<String, String> bundle : new TreeMap<>(bundles).entrySet()) {
      made.bundle(
          bundle.getKey(),
          bundle.getValue(),
          bundle.getKey().equals(BAD) ? Throwing.class : Good.class);
    }
    return made;
  }

  private void update(String version, Map<String, String> bundles, String state) throws Exception {
    kura.stage(packageOf(version, bundles), version);
    await(version, state);
  }

  private void await(String version, String state) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!List.of("COMMITTED", "PUT_BACK", "REFUSED")
            .contains(kura.lastStep().getOrDefault("state", ""))
        || !kura.lastStep().getOrDefault("version", "").equals(version)) {
      assertThat(System.nanoTime()).as("%s", kura.lastStep()).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(kura.lastStep()).containsEntry("state", state);
  }

  private void assertRuns(String version, Map<String, String> bundles) throws Exception {
    assertThat(kura.bundles()).isEqualTo(bundles);
    Map<String, String> recorded = new TreeMap<>(bundles);
    recorded.put("", version);
    assertThat(kura.recorded()).isEqualTo(recorded);
    assertThat(PackageFile.read(kura.installsNext()).version()).isEqualTo(version);
    try (JarFile kept = new JarFile(kura.installsNext().toFile())) {
      assertThat(kept.stream().filter(entry -> entry.getName().endsWith(".jar")).count())
          .as("what Kura keeps is whole")
          .isEqualTo(bundles.size());
      assertThat(kept.getManifest().getMainAttributes().getValue("DeploymentPackage-FixPack"))
          .isNull();
    }
  }

  /** An update and the way back from it. */
  private void thereAndBack(Map<String, String> update, String... touched) throws Exception {
    update("1.1.0", update, "COMMITTED");
    assertRuns("1.1.0", update);
    assertThat(kura.touched()).containsExactly(touched);
    kura.goBack();
    await("1.0.0", "COMMITTED");
    assertRuns("1.0.0", OLD);
    assertThat(kura.touched()).containsExactly(touched);
  }

  /** An update with a bundle that throws, besides what it changes. */
  private void putBack(Map<String, String> update, String... touched) throws Exception {
    Map<String, String> bad = new TreeMap<>(update);
    bad.put(BAD, "1.0.0");
    update("1.1.0", bad, "PUT_BACK");
    assertRuns("1.0.0", OLD);
    assertThat(kura.touched()).containsExactly(touched);
  }

  @Test
  void aChangedBundleTouchesNoOther() throws Exception {
    thereAndBack(Map.of(A, "1.1.0", B, "1.0.0", C, "1.0.0"), A);
  }

  @Test
  void anAddedBundleTouchesNoOther() throws Exception {
    String added = "org.wardgate.test.d";
    thereAndBack(Map.of(A, "1.0.0", B, "1.0.0", C, "1.0.0", added, "1.0.0"), added);
  }

  @Test
  void aRemovedBundleTouchesNoOther() throws Exception {
    thereAndBack(Map.of(A, "1.0.0", C, "1.0.0"), B);
  }

  @Test
  void allBundlesChanged() throws Exception {
    thereAndBack(Map.of(A, "1.1.0", B, "1.1.0", C, "1.1.0"), A, B, C);
  }

  @Test
  void updatesFollowEachOther() throws Exception {
    update("1.1.0", Map.of(A, "1.1.0", B, "1.0.0"), "COMMITTED");
    update("1.2.0", Map.of(A, "1.1.0", B, "1.2.0", C, "1.2.0"), "COMMITTED");
    assertRuns("1.2.0", Map.of(A, "1.1.0", B, "1.2.0", C, "1.2.0"));
  }

  @Test
  void aChangedBundleIsPutBack() throws Exception {
    putBack(Map.of(A, "1.1.0", B, "1.0.0", C, "1.0.0"), A, BAD);
  }

  @Test
  void anAddedBundleIsGoneAgain() throws Exception {
    putBack(OLD, BAD);
  }

  @Test
  void aRemovedBundleIsThereAgain() throws Exception {
    putBack(Map.of(A, "1.0.0", C, "1.0.0"), B, BAD);
  }

  @Test
  void aBundleThatSomebodyRemovedComesWithTheWholePackage() throws Exception {
    for (Bundle bundle : kura.context().getBundles()) {
      if (B.equals(bundle.getSymbolicName())) {
        bundle.uninstall();
      }
    }
    Map<String, String> update = Map.of(A, "1.1.0", B, "1.0.0", C, "1.0.0");
    update("1.1.0", update, "COMMITTED");
    assertRuns("1.1.0", update);
  }

  @Test
  void sameVersionOtherContentIsNotLeftOut() throws Exception {
    Path old = new TestPackage("1.0.0").bundle(A, "1.0.0", Good.class).in(work.resolve("1.dp"));
    Path other =
        new TestPackage("1.1.0").bundle(A, "1.0.0", Throwing.class).in(work.resolve("2.dp"));
    Path fix = work.resolve("fix.dp");
    assertThat(
            new FixPackage(PackageFile.read(old), PackageFile.read(other), any -> true).write(fix))
        .isFalse();
    assertThat(fix).doesNotExist();
  }

  @Test
  void whatDeploymentAdminIsGivenHasOnlyWhatDiffers() throws Exception {
    Path next = packageOf("1.1.0", Map.of(A, "1.1.0", B, "1.0.0")).in(work.resolve("2.dp"));
    Path fix = work.resolve("fix.dp");
    FixPackage made =
        new FixPackage(PackageFile.read(kura.kept()), PackageFile.read(next), any -> true);
    assertThat(made.write(fix)).isTrue();
    assertThat(Files.size(fix)).isLessThan(Files.size(kura.kept()) + 1_000);
    try (JarFile jar = new JarFile(fix.toFile())) {
      assertThat(jar.stream().map(Object::toString).toList())
          .containsExactly("META-INF/MANIFEST.MF", A + ".jar");
      assertThat(jar.getManifest().getMainAttributes().getValue("DeploymentPackage-FixPack"))
          .isEqualTo("[1.0.0,1.0.0]");
      assertThat(jar.getManifest().getAttributes(B + ".jar").getValue("DeploymentPackage-Missing"))
          .isEqualTo("true");
    }
  }
}
