package org.wardgate.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.plan.Plan;

/** Where a plan's console listens. */
final class ConsolePort {

  private static final String HTTP_PID = "org.apache.felix.http";
  private static final String HTTP_PORT = "org.osgi.service.http.port";
  private static final int HTTP_PORT_DEFAULT = 8480;

  private ConsolePort() {}

  /** The address under a plan; the default one if the plan says nothing. */
  static InetSocketAddress of(Plan plan) {
    Object port = plan.configurations().getOrDefault(HTTP_PID, Map.of()).get(HTTP_PORT);
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(),
        port == null ? HTTP_PORT_DEFAULT : Integer.parseInt(port.toString()));
  }

  /**
   * Makes sure that nobody else listens where a plan's console will: the admin socket would hand
   * him the token.
   *
   * @throws RefusedException {@link LauncherErrors#PORT_TAKEN}
   */
  static void requireFree(Plan plan) throws RefusedException {
    if (!plan.configurations().containsKey(HTTP_PID)) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(of(plan));
    } catch (IOException e) {
      throw new RefusedException(LauncherErrors.PORT_TAKEN, of(plan).toString(), e);
    }
  }
}
