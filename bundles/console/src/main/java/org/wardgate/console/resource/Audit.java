package org.wardgate.console.resource;

import java.util.function.LongSupplier;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.console.access.Access;
import org.wardgate.console.access.Caller;
import org.wardgate.console.access.Visitor;
import org.wardgate.console.ports.Ports;

/**
 * Notes in the platform's audit log, if it has one, who asked for what: every act of who was let
 * in, each first login with a password, and, in {@linkplain Strangers few lines}, whoever was not
 * let in. Thread-safe.
 */
final class Audit implements AutoCloseable {
  private static final String ENTRYPOINT = "rest";
  private static final String NOBODY = "unknown";
  private static final int REFUSED = 400;
  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final Ports ports;
  private final Strangers strangers;

  Audit(Ports ports) {
    this(ports, System::nanoTime);
  }

  Audit(Ports ports, LongSupplier nanoTime) {
    this.ports = ports;
    this.strangers = new Strangers(nanoTime, this::stranger);
  }

  /** Notes a request of somebody who was let in. */
  void note(Visitor visitor, HttpServletRequest request, int status) {
    strangers.due();
    boolean looked = request.getMethod().equals("GET");
    if (!looked || visitor.first()) {
      String action = action(request) + (visitor.first() ? " (first login from there)" : "");
      write(visitor.operator(), Caller.of(request).shown(), action, status < REFUSED);
    }
  }

  /** Notes a request of nobody who is known. */
  void refused(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    strangers.note(caller.address(), caller.shown(), action(request), Access.claimedName(request));
  }

  private void stranger(String address, String action) {
    LOG.warn("refused: {} from {}", Problem.clean(action), Problem.clean(address));
    write(NOBODY, address, action, false);
  }

  private void write(String operator, String address, String action, boolean succeeded) {
    ports
        .audit()
        .now()
        .ifPresent(trail -> trail.note(operator, ENTRYPOINT, address, action, succeeded));
  }

  private static String action(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    return Problem.clean(request.getMethod() + " " + request.getServletPath() + path);
  }

  /** Writes what was only counted so far. */
  @Override
  public void close() {
    strangers.end();
  }
}
