package org.wardgate.console.resource;

import javax.servlet.http.HttpServletRequest;
import org.wardgate.api.error.Problem;
import org.wardgate.console.ports.Ports;

/**
 * Notes in the platform's audit log, if it has one, who asked for what: all that is more than
 * looking, and whoever was not let in.
 *
 * @param ports the parts
 */
record Audit(Ports ports) {
  private static final String ENTRYPOINT = "rest";
  private static final int REFUSED = 400;
  private static final int NOT_LET_IN = 401;

  /**
   * Notes a request that was answered.
   *
   * @param operator empty if nobody was let in
   */
  void note(String operator, HttpServletRequest request, int status) {
    if (request.getMethod().equals("GET") && status != NOT_LET_IN) {
      return;
    }
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String action = Problem.clean(request.getMethod() + " " + request.getServletPath() + path);
    ports
        .audit()
        .now()
        .ifPresent(
            trail ->
                trail.note(
                    operator.isEmpty() ? "unknown" : operator,
                    ENTRYPOINT,
                    String.valueOf(request.getRemoteAddr()),
                    action,
                    status < REFUSED));
  }
}
