package org.wardgate.decision.rules;

import org.wardgate.api.Event;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.command.Command;
import org.wardgate.api.configuration.ConfigurationEvent;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.mud.AdvisoryEvent;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.names.NamesEvent;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.onboarding.OnboardingEvent;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.update.UpdateEvent;
import org.wardgate.api.vulnerability.VulnerabilityEvent;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/**
 * State and event to step. Pure: it reads the state, asks pure functions, and touches nothing.
 * Thread-safe.
 */
public final class Reducer {
  /** Raised whenever a rule changes; recorded with every outcome. */
  public static final int RULES_VERSION = 7;

  private final OnboardingRules onboarding;
  private final MudRules mud;
  private final AttestationRules attestation;
  private final NetworkRules network;
  private final InventoryRules inventory;
  private final MudUrlRules mudUrls = new MudUrlRules();
  private final AdvisoryRules advisories;
  private final IncidentRules incidents;
  private final Admission admission;
  private final PkiRules pki;
  private final VulnerabilityRules vulnerabilities;
  private final ChangeRules changes;
  private final TimeRules time;
  private final Arrivals arrivals;
  private final CommandRules commands;
  private final RevocationRules revocation;
  private final ConfigurationRules configuration;

  /**
   * @param compiler MUD file to policy, pure
   * @param evaluator opinions to verdict, pure
   * @param limits of the core
   */
  public Reducer(MudCompiler compiler, TrustEvaluator evaluator, DecisionLimits limits) {
    Weighing weighing = new Weighing(evaluator);
    AdvisoryReach reach = new AdvisoryReach(limits);
    this.admission = new Admission(weighing, reach);
    this.arrivals = new Arrivals(limits, mudUrls);
    this.revocation = new RevocationRules(admission);
    this.configuration = new ConfigurationRules(admission);
    this.advisories = new AdvisoryRules(limits, reach);
    this.incidents = new IncidentRules(limits, reach);
    ExemptionEnd exemptionEnd = new ExemptionEnd(weighing, admission, advisories);
    this.commands = new CommandRules(admission, new ExemptionRules(admission, reach, exemptionEnd));
    this.onboarding = new OnboardingRules(limits, admission, mudUrls, arrivals);
    this.mud = new MudRules(compiler, admission, advisories);
    this.attestation = new AttestationRules(weighing, admission);
    this.network = new NetworkRules(weighing, admission, mudUrls);
    this.inventory = new InventoryRules(limits, weighing, admission, mudUrls);
    this.pki = new PkiRules(admission);
    this.vulnerabilities = new VulnerabilityRules(weighing, admission);
    this.changes = new ChangeRules(limits, vulnerabilities);
    this.time = new TimeRules(attestation, changes, advisories, exemptionEnd, limits);
  }

  /**
   * What follows from an event.
   *
   * @param state read only
   * @param event what happened
   * @param at when
   */
  public Step reduce(WardState state, Event event, Moment at) {
    Draft draft = new Draft(state, at);
    if (event instanceof OnboardingEvent e) {
      reduce(draft, e);
    } else if (event instanceof MudEvent e) {
      reduce(draft, e);
    } else if (event instanceof AttestationEvent e) {
      reduce(draft, e);
    } else if (event instanceof PkiEvent e) {
      reduce(draft, e);
    } else if (event instanceof EnforcementEvent e) {
      reduce(draft, e);
    } else if (event instanceof NetworkEvent e) {
      reduce(draft, e);
    } else if (event instanceof NamesEvent.NameResolved e) {
      NamesRules.resolved(draft, e);
    } else if (event instanceof AdvisoryEvent.AdvisoryVerified e) {
      advisories.verified(draft, e);
    } else if (event instanceof Command e) {
      reduce(draft, e);
    } else if (event instanceof InventoryChanged e) {
      inventory.changed(draft, e);
    } else if (event instanceof VulnerabilityEvent.Assessed e) {
      changes.assessed(draft, e);
    } else if (event instanceof UpdateEvent.StepTaken e) {
      UpkeepRules.taken(draft, e);
    } else if (event instanceof ConfigurationEvent e) {
      reduce(draft, e);
    } else if (event instanceof CoreEvent e) {
      reduce(draft, e);
    } else {
      throw new IllegalArgumentException("no rule for " + event.getClass().getName());
    }
    incidents.correlate(draft, event);
    return draft.finish();
  }

  private void reduce(Draft draft, ConfigurationEvent event) {
    if (event instanceof ConfigurationEvent.Refused e) {
      UpkeepRules.refused(draft, e);
    } else if (event instanceof ConfigurationEvent.Accepted e) {
      UpkeepRules.accepted(draft, e);
    }
  }

  private void reduce(Draft draft, OnboardingEvent event) {
    if (event instanceof OnboardingEvent.PeerRefused e) {
      onboarding.refused(draft, e);
    } else if (event instanceof OnboardingEvent.DeviceIdentified e) {
      arrivals.identified(draft, e);
    } else if (event instanceof OnboardingEvent.EnrolmentRequested e) {
      onboarding.requested(draft, e);
    } else if (event instanceof OnboardingEvent.MudUrlOffered e) {
      mudUrls.offered(draft, e);
    } else if (event instanceof OnboardingEvent.SeenTwice e) {
      CloneRules.seenTwice(draft, e);
    } else if (event instanceof OnboardingEvent.KeySharedByTwo e) {
      CloneRules.keyShared(draft, e);
    } else if (event instanceof OnboardingEvent.ConfigurationTaken e) {
      configuration.taken(draft, e);
    } else if (event instanceof OnboardingEvent.ConfigurationNotTaken e) {
      ConfigurationRules.notTaken(draft, e);
    } else if (event instanceof OnboardingEvent.HandoverSigned e) {
      HandoverRules.signed(draft, e);
    } else if (event instanceof OnboardingEvent.HandoverAccepted e) {
      HandoverRules.accepted(draft, e);
    } else if (event instanceof OnboardingEvent.VoucherAnswered e) {
      PledgeRules.answered(draft, e);
    } else if (event instanceof OnboardingEvent.PledgeReported e) {
      PledgeRules.reported(draft, e);
    }
  }

  private void reduce(Draft draft, MudEvent event) {
    if (event instanceof MudEvent.MudFileVerified e) {
      mud.verified(draft, e);
    } else if (event instanceof MudEvent.MudFileRefused e) {
      mud.refused(draft, e);
    }
  }

  private void reduce(Draft draft, AttestationEvent event) {
    if (event instanceof AttestationEvent.EvidenceAppraised e) {
      attestation.appraised(draft, e);
    } else if (event instanceof AttestationEvent.ChallengeMissed e) {
      attestation.missed(draft, e);
    } else if (event instanceof AttestationEvent.OfChange e) {
      changes.reduce(draft, e);
    }
  }

  private void reduce(Draft draft, Command event) {
    if (event instanceof Command.OfDevice e) {
      commands.decide(draft, e);
    } else if (event instanceof Command.OfAdvisory e) {
      advisories.decide(draft, e);
    } else if (event instanceof Command.OfChange e) {
      changes.decide(draft, e);
    } else if (event instanceof Command.OfIncident e) {
      incidents.decide(draft, e);
    } else if (event instanceof Command.RollAuthority e) {
      PkiRules.roll(draft, e);
    } else {
      CommandRules.unsupported(draft, event);
    }
  }

  private void reduce(Draft draft, PkiEvent event) {
    if (event instanceof PkiEvent.CertificateIssued e) {
      pki.issued(draft, e);
    } else if (event instanceof PkiEvent.CertificateRefused e) {
      PkiRules.refused(draft, e);
    } else if (event instanceof PkiEvent.CertificatesRevoked e) {
      revocation.revoked(draft, e);
    } else if (event instanceof PkiEvent.RevocationFailed e) {
      draft.close(e.correlationId());
      draft.find(e.device()).ifPresent(c -> RevocationRules.failed(draft, c, e.problem()));
    } else if (event instanceof PkiEvent.AuthorityRolled e) {
      PkiRules.rolled(draft, e);
    }
  }

  private void reduce(Draft draft, EnforcementEvent event) {
    if (event instanceof EnforcementEvent.Enforced e) {
      EnforcementRules.enforced(draft, admission, e);
    } else if (event instanceof EnforcementEvent.NotEnforced e) {
      EnforcementRules.notEnforced(draft, e);
    } else if (event instanceof EnforcementEvent.RulesLost e) {
      EnforcementRules.rulesLost(draft, e);
    }
  }

  private void reduce(Draft draft, NetworkEvent event) {
    if (event instanceof NetworkEvent.AddressBound e) {
      network.bound(draft, e);
    } else if (event instanceof NetworkEvent.AddressUnknown e) {
      network.unknown(draft, e);
    } else if (event instanceof NetworkEvent.PacketsDenied e) {
      network.denied(draft, e);
    } else if (event instanceof NetworkEvent.AddressesSeen e) {
      network.seen(draft, e);
    } else if (event instanceof NetworkEvent.MudUrlSeen e) {
      mudUrls.seen(draft, e);
    }
  }

  private void reduce(Draft draft, CoreEvent event) {
    if (event instanceof CoreEvent.Tick) {
      time.tick(draft);
    } else if (event instanceof CoreEvent.EnforcerArrived) {
      EnforcementRules.reconcile(draft);
    } else if (event instanceof CoreEvent.IntentFailed e) {
      time.failed(draft, e);
    } else if (event instanceof CoreEvent.RecordsErased e) {
      RetirementRules.erased(draft, e);
    }
  }
}
