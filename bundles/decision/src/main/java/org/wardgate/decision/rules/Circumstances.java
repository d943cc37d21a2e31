package org.wardgate.decision.rules;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IncidentCase;
import org.wardgate.decision.state.LiveFacts.Appraised;

/**
 * What is known about a device besides its case.
 *
 * @param deviceClass what the hospital requires of it
 * @param mudFacts what its MUD file says
 * @param assessment what is known about vulnerabilities of what runs on it
 * @param newest its newest evidence in this process, which the journal may not have
 * @param inIncident whether it is in an incident that goes on
 */
public record Circumstances(
    DeviceClass deviceClass,
    Optional<MudFacts> mudFacts,
    Optional<Assessment> assessment,
    Optional<Appraised> newest,
    boolean inIncident) {

  /** Of a device that is in no incident. */
  public Circumstances(
      DeviceClass deviceClass,
      Optional<MudFacts> mudFacts,
      Optional<Assessment> assessment,
      Optional<Appraised> newest) {
    this(deviceClass, mudFacts, assessment, newest, false);
  }

  /** Whether an incident goes on: it waits for people, or somebody joined it lately. */
  public static boolean goesOn(IncidentCase incident, Instant at) {
    return switch (incident.state()) {
      case OPEN -> true;
      case ANSWERED -> at.isBefore(incident.lastAt().plus(DecisionLimits.INCIDENT_WATCHED));
      case DISMISSED -> false;
    };
  }

  /** What its newest evidence told besides its claims. */
  static Observed observed(DeviceCase c) {
    return c.trust().attestation().map(AttestationFacts::observed).orElse(Observed.NOTHING);
  }

  /** Whether its evidence is too old to count: it missed too many challenges. */
  public boolean stale(DeviceCase c) {
    return deviceClass.assurance().attests()
        && c.trust().missedCount() >= deviceClass.missedPeriodsMax();
  }

  /** When its newest evidence was appraised, absent if none was. */
  Optional<Instant> evidenceAt(DeviceCase c) {
    Optional<Instant> journaled = c.trust().attestation().map(AttestationFacts::at);
    return newest
        .map(n -> n.facts().at())
        .filter(at -> journaled.map(at::isAfter).orElse(true))
        .or(() -> journaled);
  }

  /** Whether a fix is released for what is open on it, or it runs old firmware. */
  public boolean updateWaits(DeviceCase c) {
    Observed observed = observed(c);
    boolean fix =
        assessment
            .filter(a -> a.openCount() > 0 && !a.fixedIn().isEmpty())
            .map(a -> !a.fixedIn().equals(observed.version()))
            .orElse(false);
    return fix || observed.outdated();
  }
}
