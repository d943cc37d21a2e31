package org.wardgate.installer.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

class ProbesTest {
  @SuppressWarnings("NullAway.Init") // made before each test
  private Framework framework;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Bundle ofSet;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Bundle other;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Probes probes;

  @BeforeEach
  void start(@TempDir Path work) throws Exception {
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString()));
    framework.start();
    ofSet = bundle("org.wardgate.decision");
    other = bundle("org.guest");
    probes = new Probes(framework.getBundleContext(), ofSet::equals);
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(20_000);
  }

  private Bundle bundle(String name) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    new JarOutputStream(jar, manifest).close();
    Bundle bundle =
        framework
            .getBundleContext()
            .installBundle(name, new ByteArrayInputStream(jar.toByteArray()));
    bundle.start();
    return bundle;
  }

  private static void offer(Bundle bundle, String name, Callable<?> probe) {
    BundleContext context = bundle.getBundleContext();
    context.registerService(
        Callable.class, probe, FrameworkUtil.asDictionary(Map.of("org.wardgate.probe", name)));
  }

  @Test
  void aProbeThatNothingOffersIsAFinding() {
    offer(ofSet, "join", () -> "");
    assertThat(probes.ask(List.of("join", "transport")))
        .containsExactly("probe transport is missing");
    assertThat(probes.ask(List.of("join"))).isEmpty();
  }

  @Test
  void anothersProbeStandsForNothing() {
    offer(other, "join", () -> "");
    assertThat(probes.ask(List.of("join"))).containsExactly("probe join is missing");
  }

  @Test
  void anothersProbeNeitherHidesNorSpoilsWhatTheSetsOwnSays() {
    offer(other, "join", () -> "");
    offer(other, "transport", () -> "broken");
    offer(ofSet, "join", () -> "nobody is admitted");
    offer(ofSet, "transport", () -> "");
    assertThat(probes.ask(List.of("join", "transport")))
        .containsExactly("probe join says nobody is admitted");
  }

  @Test
  void aGoodAnswerDoesNotHideABadOneOfTheSameName() {
    offer(ofSet, "join", () -> "");
    offer(ofSet, "join", () -> "nobody is admitted");
    assertThat(probes.ask(List.of("join"))).containsExactly("probe join says nobody is admitted");
  }

  @Test
  void aProbeThatThrowsOrSaysNothingIsAFinding() {
    offer(
        ofSet,
        "join",
        () -> {
          throw new IllegalStateException("broken");
        });
    Callable<Integer> number = () -> 7;
    offer(ofSet, "transport", number);
    assertThat(probes.ask(List.of("join", "transport", "../x")))
        .hasSize(3)
        .allMatch(finding -> finding.startsWith("probe "));
  }
}
