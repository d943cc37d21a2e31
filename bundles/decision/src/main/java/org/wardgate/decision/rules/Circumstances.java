package org.wardgate.decision.rules;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts.Appraised;

/**
 * What is known about a device besides its case.
 *
 * @param deviceClass what the hospital requires of it
 * @param mudFacts what its MUD file says
 * @param assessment what is known about vulnerabilities of what runs on it
 * @param newest its newest evidence in this process, which the journal may not have
 */
public record Circumstances(
    DeviceClass deviceClass,
    Optional<MudFacts> mudFacts,
    Optional<Assessment> assessment,
    Optional<Appraised> newest) {

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
