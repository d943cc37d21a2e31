package org.wardgate.console.resource;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/**
 * The context that all servlets here belong to. Where a platform has a page of its own at the root,
 * as Kura 6 has, the whiteboard asks contexts by their ranking, and a page at the root answers for
 * every path: in the whiteboard's own context, which is asked last, nothing here would be reached.
 * What is not found here goes on to the others.
 */
@Component(
    name = "org.wardgate.console.context",
    service = ServletContextHelper.class,
    scope = ServiceScope.BUNDLE,
    property = {
      "osgi.http.whiteboard.context.name=" + WebContext.NAME,
      "osgi.http.whiteboard.context.path=/",
      "service.ranking:Integer=1000"
    })
public final class WebContext extends ServletContextHelper {
  /** What it is called. */
  static final String NAME = "wardgate";

  /** Puts a servlet into this context. */
  static final String SELECT =
      "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
