package org.wardgate.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.wardgate.installer.health.FrameworkHealth;

class InstallerAgentTest {

  /** Fails a few times with what no port may throw. */
  private static final class FailingSet implements BundleSet {
    private final CountDownLatch asked = new CountDownLatch(3);

    @Override
    public String version() {
      asked.countDown();
      if (asked.getCount() == 2) {
        throw new IllegalStateException("a bundle stopped meanwhile");
      }
      if (asked.getCount() == 1) {
        throw new NoClassDefFoundError("gone/With/Its/Bundle");
      }
      return "";
    }

    @Override
    public Optional<Path> base() {
      return Optional.empty();
    }

    @Override
    public void install(Staged staged) {}

    @Override
    public void putBack(Staged previous) {}

    @Override
    public void keep(Staged staged) {}

    @Override
    public List<String> findings() {
      return List.of();
    }
  }

  @Test
  void goesOnAfterAFailureNobodyForesaw(@TempDir Path work) throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString()));
    framework.start();
    try {
      var context = framework.getBundleContext();
      context.registerService(
          Path.class,
          work.resolve("updates"),
          FrameworkUtil.asDictionary(Map.of("org.wardgate.updates", "directory")));
      FailingSet set = new FailingSet();
      try (InstallerAgent agent =
          InstallerAgent.start(
              context,
              set,
              new FrameworkHealth(context, bundle -> true),
              new ProcessSurroundings(why -> {}))) {
        assertThat(set.asked.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.isIdle()).isTrue();
      }
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }
}
