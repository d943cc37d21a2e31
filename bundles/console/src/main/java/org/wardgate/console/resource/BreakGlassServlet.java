package org.wardgate.console.resource;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.console.access.BreakGlass;
import org.wardgate.console.access.BreakGlassCodes;
import org.wardgate.console.access.Caller;
import org.wardgate.console.access.Visitor;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Ports;

/**
 * Break-glass at the bedside: a page and a call that need a one-time code and nothing else, neither
 * token nor cloud, whatever happens to the rest of the console. {@code POST} takes JSON {@code
 * {"device","code","reason","minutes"}}, of which minutes may be missing.
 */
@Component(
    name = "org.wardgate.console.breakglass",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=wardgate-break-glass",
      WebContext.SELECT,
      "osgi.http.whiteboard.servlet.pattern=" + BreakGlassServlet.PATH,
      "osgi.http.whiteboard.servlet.pattern=" + BreakGlassServlet.PATH + "/*"
    })
public final class BreakGlassServlet extends HttpServlet {

  /** Where it is. */
  static final String PATH = "/break-glass";

  /** How long, if nobody says. */
  static final long USUAL_MINUTES = 60;

  private static final long MAX_MINUTES = 12 * 60;

  /** Refusals of the decision core: nothing was granted. */
  private static final List<String> DECIDED = List.of("WG-DEC-", "WG-MUD-");

  /** Who asks, in the platform's audit log; the journal names the code. */
  private static final Visitor AT_THE_BEDSIDE = new Visitor("break-glass", true, false);

  private static final String PAGE = "break-glass.html";
  private static final String SCRIPT = "break-glass.js";
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none';"
          + " base-uri 'none'; form-action 'none'";

  private static final Logger LOG = LoggerFactory.getLogger(BreakGlassServlet.class);
  private static final long serialVersionUID = 1L;

  private final transient Ports ports;
  private final transient CommandResources commands;
  private final transient BreakGlass glass;
  private final transient Audit audit;
  private final transient Arrivals arrivals = new Arrivals(System::nanoTime);

  /** What somebody with a right code asks for. */
  private record Asked(DeviceId device, String reason, Duration time, BreakGlass.Right right) {}

  /** For Declarative Services. */
  @Activate
  public BreakGlassServlet(@Reference Ports ports, @Reference DataDirectory data) {
    this(ports, new BreakGlassCodes(data.directory("admin").resolve(BreakGlassCodes.DIRECTORY)));
  }

  BreakGlassServlet(Ports ports, BreakGlassCodes codes) {
    this.ports = ports;
    this.commands = new CommandResources(ports);
    this.glass = new BreakGlass(codes);
    this.audit = new Audit(ports);
    List<Integer> torn = codes.torn();
    if (!torn.isEmpty()) {
      LOG.warn("break-glass codes {} have an empty mark and count as used", torn);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      String path = request.getPathInfo() == null ? "" : request.getPathInfo();
      if (request.getMethod().equals("POST") && path.isEmpty()) {
        Replies.send(response, open(request));
      } else if (!request.getMethod().equals("GET")) {
        throw new RefusedException(ConsoleErrors.METHOD_NOT_ALLOWED, request.getMethod());
      } else if (path.isEmpty()) {
        page(response, PAGE, "text/html;charset=utf-8");
      } else if (path.equals("/" + SCRIPT)) {
        page(response, SCRIPT, "text/javascript;charset=utf-8");
      } else {
        throw new RefusedException(ConsoleErrors.NO_SUCH_RESOURCE, "");
      }
    } catch (RefusedException e) {
      refuse(response, e);
    }
  }

  @Override
  public void destroy() {
    audit.close();
  }

  private static void refuse(HttpServletResponse response, RefusedException e) {
    try {
      Replies.send(response, Answer.problem(Statuses.of(e.errorCode()), e.problem()));
    } catch (IOException gone) {
      // whoever hung up needs no answer, and fills no log with stack traces
      LOG.debug("nobody waits for {}", e.errorCode().code(), gone);
    }
  }

  /** Whoever has a right code is noted each time, all others in few lines. */
  private Answer open(HttpServletRequest request) throws RefusedException, IOException {
    Asked asked;
    try {
      asked = asked(request);
    } catch (RefusedException e) {
      audit.refused(request);
      throw e;
    }
    int status = 500;
    try {
      Answer answer = open(asked);
      status = answer.status();
      return answer;
    } catch (RefusedException e) {
      status = Statuses.of(e.errorCode());
      throw e;
    } finally {
      audit.note(AT_THE_BEDSIDE, request, status); // whatever it ended in
    }
  }

  private Asked asked(HttpServletRequest request) throws RefusedException, IOException {
    RequestBody.requireJson(request);
    Members body = Members.read(arrivals.read(request, RequestBody.BODY_MAX_BYTES));
    DeviceId device = device(body.requiredText("device"));
    String code = body.requiredText("code");
    String reason = ReasonBody.checked(body.requiredText("reason"));
    long minutes = body.whole("minutes", 1, MAX_MINUTES).orElse(USUAL_MINUTES);
    body.nothingElse();
    BreakGlass.Right right = glass.check(code, Caller.of(request).address());
    return new Asked(device, reason, Duration.ofMinutes(minutes), right);
  }

  private Answer open(Asked asked) throws RefusedException {
    // a code is not used up for a device that is mistyped, or a gateway that is starting
    if (ports.view().get().device(asked.device()).isEmpty()) {
      throw new RefusedException(ConsoleErrors.UNKNOWN_DEVICE, asked.device().value());
    }
    ports.gate().get();
    String operator = asked.right().use();
    LOG.warn("the glass is being broken for {} with {}", asked.device(), operator);
    Command command =
        new Command.BreakGlass(
            CommandResources.fresh(), asked.device(), asked.time(), operator, asked.reason());
    return submit(command, asked.right());
  }

  private Answer submit(Command command, BreakGlass.Right right) throws RefusedException {
    try {
      Answer answer = commands.submit(command);
      right.forget();
      return answer;
    } catch (RefusedException e) {
      // of anything else nobody knows whether it was granted: then the code stays used
      if (DECIDED.stream().anyMatch(e.errorCode().code()::startsWith)) {
        LOG.warn("{} counts still: {}", command.operator(), e.getMessage());
        right.giveBack();
      }
      throw e;
    }
  }

  private static DeviceId device(String text) throws RefusedException {
    try {
      return new DeviceId(text.strip().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  private static void page(HttpServletResponse response, String file, String type)
      throws IOException {
    try (InputStream in = BreakGlassServlet.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no " + file + " in this bundle");
      }
      Bytes content = Bytes.of(in.readAllBytes());
      Replies.page(response, type, PAGE_POLICY, content);
    }
  }
}
