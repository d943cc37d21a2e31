package org.wardgate.installer.deploymentadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.wardgate.installer.deploymentadmin.Behaviours.Good;

/** The installer says whether it can do anything here. */
@Timeout(120)
class ReadinessTest {
  @TempDir Path work = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private KuraLike kura;

  @BeforeEach
  void start() throws Exception {
    kura = new KuraLike(work);
  }

  @AfterEach
  void stop() throws Exception {
    kura.stop();
  }

  private void deploy() throws Exception {
    kura.startWith(new TestPackage("1.0.0").bundle("org.wardgate.test.a", "1.0.0", Good.class));
  }

  @Test
  void bundlesThatNoPackageBroughtCannotBeExchanged() throws Exception {
    kura.startAlone();
    assertThat(kura.obstacle()).contains("org.wardgate.gateway is not a deployment package here");
  }

  @Test
  void aDeploymentPackageThatKuraKeepsCanBeExchanged() throws Exception {
    deploy();
    assertThat(kura.obstacle()).isEmpty();
  }

  @Test
  void withoutDeploymentAdminNothingCanBeExchanged() throws Exception {
    deploy();
    for (Bundle bundle : kura.context().getBundles()) {
      if ("org.apache.felix.deploymentadmin".equals(bundle.getSymbolicName())) {
        bundle.stop();
      }
    }
    assertThat(kura.obstacle()).isEqualTo("Deployment Admin is missing");
  }

  @Test
  void withoutThePackageThatRunsThereIsNoWayBack() throws Exception {
    deploy();
    Files.delete(kura.kept());
    assertThat(kura.obstacle()).contains("Kura does not keep the package");
  }
}
