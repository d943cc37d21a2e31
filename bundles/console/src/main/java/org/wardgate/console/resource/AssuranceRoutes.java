package org.wardgate.console.resource;

import java.util.List;
import org.wardgate.console.ports.Ports;
import org.wardgate.console.resource.Routes.Route;

/** The ways to trust, exemptions, incidents, changes, cases, profiles and reference values. */
final class AssuranceRoutes {
  private AssuranceRoutes() {}

  static List<Route> all(Ports ports, CommandResources commands) {
    TrustResources trust = new TrustResources(ports);
    ExemptionResources exemptions = new ExemptionResources(ports, commands);
    IncidentResources incidents = new IncidentResources(ports, commands);
    ChangeResources changes = new ChangeResources(ports, commands);
    AttestationResources attestation = new AttestationResources(ports);
    return List.of(
        new Route("GET", "/devices/*/trust", trust::trust),
        new Route("POST", "/devices/*/what-if", trust::whatIf),
        new Route("POST", "/devices/*/overrule", exemptions::overrule),
        new Route("POST", "/devices/*/accept", exemptions::accept),
        new Route("POST", "/devices/*/end-exemption", exemptions::end),
        new Route("GET", "/incidents", incidents::list),
        new Route("POST", "/incidents/*/answer", incidents::answer),
        new Route("POST", "/incidents/*/dismiss", incidents::dismiss),
        new Route("GET", "/changes", changes::list),
        new Route("POST", "/changes/approve", changes::approve),
        new Route("POST", "/changes/dismiss", changes::dismiss),
        new Route("GET", "/cases", attestation::cases),
        new Route("GET", "/cases/*", attestation::oneCase),
        new Route("GET", "/profiles", attestation::profiles),
        new Route("POST", "/profiles/dry-run", attestation::dryRun),
        new Route("GET", "/references", attestation::references),
        new Route("POST", "/references", attestation::handIn));
  }
}
