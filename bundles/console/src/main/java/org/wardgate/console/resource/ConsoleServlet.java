package org.wardgate.console.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.json.Answer;

/**
 * The settings page: status, settings and updates. It holds nothing of the gateway: what it shows
 * it asks of the admin API, with the token that somebody typed.
 */
@Component(
    name = "org.wardgate.console.page",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=wardgate-console",
      WebContext.SELECT,
      "osgi.http.whiteboard.servlet.pattern=" + ConsoleServlet.PATH,
      "osgi.http.whiteboard.servlet.pattern=" + ConsoleServlet.PATH + "/*"
    })
public final class ConsoleServlet extends HttpServlet {

  /** Where it is. */
  static final String PATH = "/console";

  /** Nothing from elsewhere, nothing inline, and no text becomes markup or script. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "console.html", "text/html;charset=utf-8",
          "console.css", "text/css;charset=utf-8",
          "console.js", "text/javascript;charset=utf-8",
          "forms.js", "text/javascript;charset=utf-8");

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServlet.class);
  private static final long serialVersionUID = 1L;

  /** For Declarative Services. */
  @Activate
  public ConsoleServlet() {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!request.getMethod().equals("GET")) {
        throw new RefusedException(ConsoleErrors.METHOD_NOT_ALLOWED, request.getMethod());
      }
      String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
      String file = path.equals("/") ? "console.html" : path.substring(1);
      String type = TYPES.get(file);
      if (type == null) {
        throw new RefusedException(ConsoleErrors.NO_SUCH_RESOURCE, "");
      }
      Replies.page(response, type, POLICY, content(file));
    } catch (RefusedException e) {
      LOG.debug("{}", e.getMessage());
      Replies.send(response, Answer.problem(Statuses.of(e.errorCode()), e.problem()));
    }
  }

  private static Bytes content(String file) throws IOException {
    try (InputStream in = ConsoleServlet.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no " + file + " in this bundle");
      }
      return Bytes.of(in.readAllBytes());
    }
  }
}
