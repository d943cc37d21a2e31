package org.wardgate.installer.deploymentadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.service.deploymentadmin.DeploymentAdmin;
import org.osgi.service.deploymentadmin.DeploymentException;
import org.osgi.service.deploymentadmin.DeploymentPackage;
import org.wardgate.installer.InstallException;
import org.wardgate.installer.Staged;
import org.wardgate.installer.deploymentadmin.Behaviours.Good;

/** A Deployment Admin that keeps to the version that failed. */
class StaleRecordTest {
  private static final String A = "org.wardgate.test.a";

  private static Object proxy(Class<?> type, Map<String, Object> answers) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          Object answer = answers.get(method.getName());
          if (answer == null) {
            throw new DeploymentException(DeploymentException.CODE_OTHER_ERROR, "refused");
          }
          return answer;
        });
  }

  @Test
  void bundlesThatAreBackUnderAStaleRecordAreNotTakenForTheOldSet(@TempDir Path work)
      throws Exception {
    KuraLike kura = new KuraLike(work);
    try {
      kura.startWith(new TestPackage("1.0.0").bundle(A, "1.0.0", Good.class));
      Object failed = proxy(DeploymentPackage.class, Map.of("getVersion", new Version("1.1.0")));
      var unused =
          kura.context()
              .registerService(
                  DeploymentAdmin.class.getName(),
                  proxy(DeploymentAdmin.class, Map.of("getDeploymentPackage", failed)),
                  FrameworkUtil.asDictionary(
                      Map.<String, Object>of(Constants.SERVICE_RANKING, 1_000)));
      Staged before = Staged.of(kura.kept(), Map.of("id", "1".repeat(64), "version", "1.0.0"));
      try (DeploymentAdminSet set = DeploymentAdminSet.of(kura.context())) {
        assertThat(set.version()).isEqualTo("1.1.0");
        assertThatThrownBy(() -> set.putBack(before))
            .isInstanceOf(InstallException.class)
            .hasMessageContaining("still records 1.1.0");
      }
      assertThat(kura.bundles()).isEqualTo(Map.of(A, "1.0.0"));
    } finally {
      kura.stop();
    }
  }
}
