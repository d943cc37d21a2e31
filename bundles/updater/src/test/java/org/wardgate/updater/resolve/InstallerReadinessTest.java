package org.wardgate.updater.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.wardgate.api.error.RefusedException;
import org.wardgate.updater.testing.TestFramework;

class InstallerReadinessTest {
  private final AtomicLong nanos = new AtomicLong();

  private static ServiceRegistration<?> register(
      TestFramework framework, Callable<String> installer) {
    return framework
        .context()
        .registerService(
            Callable.class,
            installer,
            FrameworkUtil.asDictionary(Map.of("org.wardgate.installer", "readiness")));
  }

  private static void assertRefused(InstallerReadiness readiness, String code, String why) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, readiness::require);
    assertThat(refused).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo(code);
    assertThat(refused.detail()).contains(why);
  }

  @ParameterizedTest
  @EnumSource
  void refusesWithTheInstallersReason(TestFramework.Kind kind, @TempDir Path storage)
      throws Exception {
    try (TestFramework framework = new TestFramework(kind, storage)) {
      InstallerReadiness readiness = new InstallerReadiness(framework.context(), nanos::get);
      assertRefused(readiness, "WG-UPD-0008", "starting");
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(InstallerReadiness.PATIENCE_SECONDS));
      assertRefused(readiness, "WG-UPD-0018", "the installer is missing");
      ServiceRegistration<?> cannot = register(framework, () -> "no deployment package");
      assertRefused(readiness, "WG-UPD-0018", "no deployment package");
      cannot.unregister();
      ServiceRegistration<?> broken =
          register(
              framework,
              () -> {
                throw new IllegalStateException("broken");
              });
      assertRefused(readiness, "WG-UPD-0018", "does not say");
      broken.unregister();
      ServiceRegistration<?> can = register(framework, () -> "");
      assertThatCode(readiness::require).doesNotThrowAnyException();
      can.unregister();
      assertRefused(readiness, "WG-UPD-0018", "the installer is missing");
    }
  }
}
