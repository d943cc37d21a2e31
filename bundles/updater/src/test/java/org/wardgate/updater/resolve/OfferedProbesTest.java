package org.wardgate.updater.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestFramework;
import org.wardgate.updater.testing.TestFramework.Kind;

class OfferedProbesTest {
  private final Path folder;

  OfferedProbesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static ServiceRegistration<?> offer(Bundle bundle, Object name) throws Exception {
    bundle.start();
    Callable<String> probe =
        () -> {
          throw new AssertionError("nobody is asked");
        };
    return Objects.requireNonNull(bundle.getBundleContext(), "of a bundle that runs")
        .registerService(
            Callable.class, probe, FrameworkUtil.asDictionary(Map.of(OfferedProbes.NAME, name)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyWhatTheSetItselfOffersCounts(Kind kind) throws Exception {
    try (TestFramework framework = new TestFramework(kind, folder.resolve("cache"))) {
      Bundle ours = framework.launched(TestBundle.of("org.wardgate.decision", "1.0.0"));
      Bundle dropped = framework.install("file:/load/x", TestBundle.of("org.guest", "1.0.0"));
      framework.resolve();
      OfferedProbes probes =
          new OfferedProbes(framework.context(), new RunningBundles(framework.context()));
      assertThat(probes.names()).isEmpty();
      ServiceRegistration<?> unused = offer(dropped, "transport");
      assertThat(probes.names()).isEmpty();
      ServiceRegistration<?> join = offer(ours, "join");
      ServiceRegistration<?> several = offer(ours, new String[] {"ward", "Not,Proper", ""});
      assertThat(probes.names()).containsExactlyInAnyOrder("join", "ward");
      join.unregister();
      several.unregister();
      assertThat(probes.names()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onKuraOnlyWhatDeploymentAdminInstalled(Kind kind) throws Exception {
    try (TestFramework framework = new TestFramework(kind, folder.resolve("cache"))) {
      Bundle kura = framework.deployed(TestBundle.of("org.wardgate.platform-kura", "1.0.0"));
      Bundle own = framework.install("file:/x", TestBundle.of("org.wardgate.evil", "1.0.0"));
      framework.resolve();
      OfferedProbes probes =
          new OfferedProbes(framework.context(), new RunningBundles(framework.context()));
      ServiceRegistration<?> evil = offer(own, "join");
      assertThat(probes.names()).isEmpty();
      ServiceRegistration<?> good = offer(kura, "transport");
      assertThat(probes.names()).containsExactly("transport");
      evil.unregister();
      good.unregister();
    }
  }
}
