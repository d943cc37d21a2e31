package org.wardgate.console.resource;

import java.util.List;
import org.wardgate.console.ports.Ports;
import org.wardgate.console.resource.Routes.Route;

/** The ways to settings and updates of the gateway. */
final class OperatingRoutes {
  private OperatingRoutes() {}

  static List<Route> all(Ports ports) {
    SettingsResources settings = new SettingsResources(ports);
    UpdateResources updates = new UpdateResources(ports);
    return List.of(
        new Route("GET", "/settings", settings::list),
        new Route("GET", "/settings/*", settings::one),
        new Route("PUT", "/settings/*", settings::change),
        new Route("GET", "/updates", updates::list),
        new Route("POST", "/updates", updates::announce),
        new Route("POST", "/updates/back", updates::goBack),
        new Route("PUT", "/updates/*/package", updates::take),
        new Route("POST", "/updates/*/fetch", updates::fetch),
        new Route("POST", "/updates/*/approve", updates::approve),
        new Route("POST", "/updates/*/dismiss", updates::dismiss));
  }
}
