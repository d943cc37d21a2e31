package org.wardgate.launcher.process;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;

/** Where the caller's class loader ends: only types of the JDK cross. */
public final class GatewayMain {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

  private GatewayMain() {}

  /**
   * Runs a gateway until it is told to stop.
   *
   * @return null when it ended as told; code, reason, remedy and detail if it could not start
   */
  public static String @Nullable [] run(Path instance, Path features, Path repository)
      throws IOException {
    try {
      GatewayProcess.run(instance, features, repository);
      return null;
    } catch (RefusedException e) {
      LOG.error("not started", e);
      Problem problem = e.problem();
      return new String[] {problem.code(), problem.reason(), problem.remedy(), problem.detail()};
    }
  }
}
