package org.wardgate.integration.kura.web;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.http.HttpService;
import org.osgi.service.http.NamespaceException;

/** The page at the root of a Kura 5, over the HTTP service. */
final class KuraFive {
  private KuraFive() {}

  static AutoCloseable start(BundleContext context) throws ServletException, NamespaceException {
    ServiceReference<HttpService> reference = context.getServiceReference(HttpService.class);
    if (reference == null) {
      throw new IllegalStateException("the HTTP service starts first");
    }
    HttpService http = context.getService(reference);
    http.registerServlet("/", new RootServlet(), null, http.createDefaultHttpContext());
    return () -> http.unregister("/");
  }

  /** Leads on from the root; nothing else is there. */
  private static final class RootServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().equals("/")) {
        response.sendRedirect("/admin/console");
      } else {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      }
    }
  }
}
