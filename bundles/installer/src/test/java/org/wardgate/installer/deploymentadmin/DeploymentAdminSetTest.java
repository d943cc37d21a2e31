package org.wardgate.installer.deploymentadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.installer.deploymentadmin.Behaviours.Crashing;
import org.wardgate.installer.deploymentadmin.Behaviours.Good;
import org.wardgate.installer.deploymentadmin.Behaviours.Hanging;
import org.wardgate.installer.deploymentadmin.Behaviours.Throwing;

/** Through Felix Deployment Admin 0.9.5, whose own word counts for nothing. */
@Timeout(120)
class DeploymentAdminSetTest {
  private static final String A = "org.wardgate.test.a";
  private static final String B = "org.wardgate.test.b";
  private static final Map<String, String> OLD = Map.of(A, "1.0.0", B, "1.0.0");

  @TempDir Path work = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private KuraLike kura;

  @BeforeEach
  void start() throws Exception {
    kura = new KuraLike(work);
    kura.startWith(
        new TestPackage("1.0.0").bundle(A, "1.0.0", Good.class).bundle(B, "1.0.0", Good.class));
    assertThat(kura.bundles()).isEqualTo(OLD);
  }

  @AfterEach
  void stop() throws Exception {
    kura.stop();
  }

  private Map<String, String> update(TestPackage update) throws Exception {
    kura.stage(update, "1.1.0");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!List.of("COMMITTED", "PUT_BACK", "REFUSED")
        .contains(kura.lastStep().getOrDefault("state", ""))) {
      assertThat(System.nanoTime()).as("%s", kura.lastStep()).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
    return kura.lastStep();
  }

  private void putBack(TestPackage update, String code, String words) throws Exception {
    byte[] before = Files.readAllBytes(kura.kept());
    List<String> lines = kura.dpaLines();
    Map<String, String> step = update(update);
    assertThat(step).containsEntry("state", "PUT_BACK").containsEntry("code", code);
    assertThat(step.get("detail")).contains(words);
    assertThat(kura.bundles()).isEqualTo(OLD);
    assertThat(Files.readAllBytes(kura.kept())).isEqualTo(before);
    assertThat(kura.dpaLines()).isEqualTo(lines);
    awaitUnmarked();
  }

  /** The mark goes after the last step is written, and after the last exchange has ended. */
  private static void awaitUnmarked() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.getProperty("org.wardgate.updating") != null) {
      assertThat(System.nanoTime()).as("still marked").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void aGoodUpdateCountsAndKuraStartsItNext() throws Exception {
    byte[] before = Files.readAllBytes(kura.kept());
    TestPackage update =
        new TestPackage("1.1.0").bundle(A, "1.1.0", Good.class).bundle(B, "1.0.0", Good.class);
    assertThat(update(update)).containsEntry("state", "COMMITTED");
    assertThat(kura.bundles()).isEqualTo(Map.of(A, "1.1.0", B, "1.0.0"));
    Path kept = kura.kept().resolveSibling("org.wardgate.gateway_1.1.0.dp");
    assertThat(kura.dpaLines())
        .as("the name Kura gives it")
        .containsExactly("other=file:/nowhere", "org.wardgate.gateway=file:" + kept);
    assertThat(PackageFile.read(kept).version()).isEqualTo("1.1.0");
    assertThat(Files.readAllBytes(kura.kept())).as("somebody else's file").isEqualTo(before);
    assertThat(PackageFile.read(kura.updates().resolve("sets/previous.dp")).version())
        .isEqualTo("1.0.0");
  }

  @Test
  void aBundleThatDoesNotResolve() throws Exception {
    putBack(
        new TestPackage("1.1.0")
            .bundle(A, "1.1.0", Good.class, "no.such.thing")
            .bundle(B, "1.0.0", Good.class),
        "WG-UPD-0007",
        "does not resolve");
  }

  @Test
  void aBundleThatThrowsInItsActivator() throws Exception {
    putBack(
        new TestPackage("1.1.0").bundle(A, "1.1.0", Throwing.class).bundle(B, "1.1.0", Good.class),
        "WG-UPD-0007",
        "did not start");
  }

  @Test
  void aBundleThatHangsInIt() throws Exception {
    putBack(
        new TestPackage("1.1.0").bundle(A, "1.1.0", Hanging.class).bundle(B, "1.0.0", Good.class),
        "WG-UPD-0026",
        "not done within 3 s");
  }

  @Test
  void aBundleThatStopsOnProbation() throws Exception {
    putBack(
        new TestPackage("1.1.0").bundle(A, "1.1.0", Crashing.class).bundle(B, "1.0.0", Good.class),
        "WG-UPD-0007",
        A);
  }

  @Test
  void aNewBundleThatThrowsIsGoneAgain() throws Exception {
    putBack(
        new TestPackage("1.1.0")
            .bundle(A, "1.0.0", Good.class)
            .bundle(B, "1.0.0", Good.class)
            .bundle("org.wardgate.test.c", "1.0.0", Throwing.class),
        "WG-UPD-0007",
        "org.wardgate.test.c");
  }

  @Test
  void aPackageWhoseManifestLies() throws Exception {
    Map<String, String> step =
        update(
            new TestPackage("1.1.0").bundle(A, "1.0.0", Good.class).bundle(B, "zero", Good.class));
    assertThat(step.get("state")).isIn("PUT_BACK", "REFUSED");
    assertThat(kura.bundles()).isEqualTo(OLD);
  }
}
