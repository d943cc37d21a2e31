package org.wardgate.console.resource;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.access.Caller;
import org.wardgate.console.access.RateLimit;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Port;

/** What whoever reaches the port may ask: bounded in rate, and it never waits for a part. */
abstract class PublicServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient RateLimit limit;

  PublicServlet(RateLimit limit) {
    this.limit = limit;
  }

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!limit.permits(Caller.of(request).address())) {
        throw new RefusedException(ConsoleErrors.TOO_MANY_REQUESTS, "");
      }
      serve(request, response);
    } catch (RefusedException e) {
      Replies.send(response, Answer.problem(Statuses.of(e.errorCode()), e.problem()));
    }
  }

  /** Answers one request. */
  abstract void serve(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException;

  static void allow(HttpServletRequest request, String method) throws RefusedException {
    if (!request.getMethod().equals(method)) {
      throw new RefusedException(ConsoleErrors.METHOD_NOT_ALLOWED, request.getMethod());
    }
  }

  static String path(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }

  /** A part that must be there at once. */
  static <T> T now(Port<T> port) throws RefusedException {
    return port.now()
        .orElseThrow(() -> new RefusedException(ConsoleErrors.NOT_SERVING, port.name()));
  }
}
