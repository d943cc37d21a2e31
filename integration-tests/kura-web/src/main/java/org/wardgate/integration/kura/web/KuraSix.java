package org.wardgate.integration.kura.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.servlet.context.ServletContextHelper;

/**
 * The web server of a Kura 6: Jetty hands each request to the whiteboard's dispatcher. Beside it
 * the contexts of Kura's own pages, with their ranking.
 */
final class KuraSix {
  private static final String DISPATCHER = "(http.felix.dispatcher=*)";
  private static final String CONTEXT = "osgi.http.whiteboard.context.";

  private final BundleContext context;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  private KuraSix(BundleContext context) {
    this.context = context;
  }

  static AutoCloseable start(BundleContext context) throws Exception {
    KuraSix made = new KuraSix(context);
    made.registerPages();
    Server server = made.server();
    server.start();
    return () -> {
      made.registrations.forEach(ServiceRegistration::unregister);
      server.stop();
    };
  }

  private Server server() throws InvalidSyntaxException {
    Server server = new Server(new QueuedThreadPool(200, 8));
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.addCustomizer(new ForwardedRequestCustomizer());
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(context.getProperty("org.osgi.service.http.port")));
    server.addConnector(connector);
    ServletHolder holder = new ServletHolder(service(HttpServlet.class));
    holder.setAsyncSupported(true);
    holder.setInitOrder(0);
    ServletContextHandler handler = new ServletContextHandler();
    handler.setContextPath("/");
    handler.setSessionHandler(new SessionHandler());
    handler.insertHandler(new GzipHandler());
    handler.addServlet(holder, "/*");
    handler.addEventListener(service(EventListener.class));
    server.setHandler(handler);
    return server;
  }

  private <T> T service(Class<T> type) throws InvalidSyntaxException {
    Collection<ServiceReference<T>> found = context.getServiceReferences(type, DISPATCHER);
    if (found.isEmpty()) {
      throw new IllegalStateException("the whiteboard starts first");
    }
    return context.getService(found.iterator().next());
  }

  private void registerPages() {
    register("kura.resources", 5);
    register("kura.session", 10);
    Map<String, Object> properties =
        Map.of(
            "osgi.http.whiteboard.servlet.name",
            "redirectServlet",
            "osgi.http.whiteboard.servlet.pattern",
            "/",
            CONTEXT + "select",
            '(' + CONTEXT + "name=kura.resources)");
    registrations.add(
        context.registerService(
            Servlet.class, new RootServlet(), FrameworkUtil.asDictionary(properties)));
  }

  private void register(String name, int ranking) {
    Map<String, Object> properties =
        Map.of(CONTEXT + "name", name, CONTEXT + "path", "/", "service.ranking", ranking);
    registrations.add(
        context.registerService(
            ServletContextHelper.class,
            new ServletContextHelper(context.getBundle()) {},
            FrameworkUtil.asDictionary(properties)));
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
