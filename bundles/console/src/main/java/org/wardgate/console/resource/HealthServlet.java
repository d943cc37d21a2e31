package org.wardgate.console.resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Ports;

/**
 * Whether the process lives, and whether the gateway serves. Open to anybody who reaches the port,
 * so it tells nothing about devices.
 */
@Component(
    name = "org.wardgate.console.health",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=wardgate-health",
      WebContext.SELECT,
      "osgi.http.whiteboard.servlet.pattern=/health/live",
      "osgi.http.whiteboard.servlet.pattern=/health/ready"
    })
public final class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Ports ports;

  /** For Declarative Services. */
  @Activate
  public HealthServlet(@Reference Ports ports) {
    this.ports = ports;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET")) {
      Replies.send(
          response,
          Answer.problem(405, Problem.of(ConsoleErrors.METHOD_NOT_ALLOWED, request.getMethod())));
    } else if (request.getServletPath().endsWith("/live")) {
      Replies.send(response, state(200, "live", true, List.of()));
    } else {
      List<String> missing = missing();
      Replies.send(
          response, state(missing.isEmpty() ? 200 : 503, "ready", missing.isEmpty(), missing));
    }
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>(ports.missing());
    if (missing.isEmpty() && !StatusResource.ready(ports.view().now())) {
      missing.add("the state is being read back and enforced");
    }
    return missing;
  }

  private static Answer state(int status, String name, boolean value, List<String> missing) {
    return new Answer(
        status,
        json -> {
          json.writeStartObject();
          json.writeBooleanField(name, value);
          json.writeArrayFieldStart("missing");
          for (String part : missing) {
            json.writeString(part);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
