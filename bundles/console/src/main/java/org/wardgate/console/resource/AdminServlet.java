package org.wardgate.console.resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.access.Access;
import org.wardgate.console.access.Visitor;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Ports;
import org.wardgate.console.resource.Routes.Route;

/**
 * The admin REST API. Every request is checked before anything of it is used, wherever this servlet
 * is published: on a platform whose own login does not cover it, it is just as closed.
 */
@Component(
    name = "org.wardgate.console.admin",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=wardgate-admin",
      WebContext.SELECT,
      "osgi.http.whiteboard.servlet.pattern=" + AdminServlet.PREFIX + "/*"
    })
public final class AdminServlet extends HttpServlet {

  /** Where the API begins. */
  static final String PREFIX = "/api/v1";

  private static final Logger LOG = LoggerFactory.getLogger(AdminServlet.class);
  private static final long serialVersionUID = 1L;

  private final transient Access access;
  private final transient Routes routes;
  private final transient Audit audit;

  /** For Declarative Services. */
  @Activate
  public AdminServlet(@Reference Access access, @Reference Ports ports) {
    this.access = access;
    this.routes = routes(ports);
    this.audit = new Audit(ports);
  }

  static Routes routes(Ports ports) {
    DeviceResources devices = new DeviceResources(ports);
    CommandResources commands = new CommandResources(ports);
    PacketResource packets = new PacketResource(ports);
    UsageResources usage = new UsageResources(ports);
    AdvisoryResources advisories = new AdvisoryResources(ports, commands);
    HandoverResources handovers = new HandoverResources(ports, commands);
    List<Route> routes = new ArrayList<>(AssuranceRoutes.all(ports, commands));
    routes.addAll(OperatingRoutes.all(ports));
    routes.addAll(
        List.of(
            new Route("GET", "/status", new StatusResource(ports)),
            new Route("GET", "/devices", devices::list),
            new Route("GET", "/devices/*", devices::one),
            new Route("GET", "/devices/*/explain", devices::explain),
            new Route("POST", "/devices/*/explain", packets),
            new Route("GET", "/devices/*/usage", usage::usage),
            new Route("GET", "/devices/*/proposal", usage::proposal),
            new Route("GET", "/advisories", advisories::list),
            new Route("POST", "/advisories", advisories::handIn),
            new Route("POST", "/advisories/*/approve", advisories::approve),
            new Route("POST", "/advisories/*/dismiss", advisories::dismiss),
            new Route("POST", "/devices/*/quarantine", commands::quarantine),
            new Route("POST", "/devices/*/release", commands::release),
            new Route("POST", "/devices/*/retire", commands::retire),
            new Route("POST", "/devices/*/revoke", commands::revoke),
            new Route("POST", "/devices/*/handover", handovers::handOver),
            new Route("GET", "/devices/*/handover", handovers::document),
            new Route("POST", "/handovers", handovers::accept),
            new Route("POST", "/ca/rollover", new RolloverResource(commands)),
            new Route("GET", "/journal/verify", new JournalResource(ports)),
            new Route("GET", "/openapi.json", OpenApi::serve)));
    return new Routes(routes);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Replies.send(response, answer(request));
  }

  @Override
  public void destroy() {
    audit.close();
  }

  private Answer answer(HttpServletRequest request) throws IOException {
    Optional<Visitor> visitor = Optional.empty();
    int status = 500;
    try {
      visitor = Optional.of(access.check(request));
      Answer answer = answer(request, visitor.get());
      status = answer.status();
      return answer;
    } catch (RefusedException e) {
      status = Statuses.of(e.errorCode());
      return Answer.problem(status, e.problem());
    } catch (IllegalStateException e) {
      LOG.error("a request failed", e);
      status = 503;
      return Answer.problem(status, Problem.of(ConsoleErrors.NOT_SERVING, "see the gateway's log"));
    } finally {
      note(visitor, request, status); // whatever it ended in
    }
  }

  private void note(Optional<Visitor> visitor, HttpServletRequest request, int status) {
    if (visitor.isPresent()) {
      audit.note(visitor.get(), request, status);
    } else {
      audit.refused(request);
    }
  }

  private Answer answer(HttpServletRequest request, Visitor visitor)
      throws RefusedException, IOException {
    if (!visitor.mayAct() && !request.getMethod().equals("GET")) {
      throw new RefusedException(ConsoleErrors.VIEW_ONLY, request.getMethod());
    }
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    Routes.Match match = routes.find(request.getMethod(), path);
    return match
        .resource()
        .serve(
            new Call(
                visitor.operator(),
                match.variables(),
                max -> RequestBody.read(request, max),
                (types, max) -> RequestBody.open(request, types, max)));
  }
}
