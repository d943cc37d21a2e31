package org.wardgate.decision.state;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;

/** One change of the {@link WardState}: a value to set, never a rule to run. */
public sealed interface Outcome {

  /** Whether it must be in the journal before anything follows from it. */
  default boolean durable() {
    return false;
  }

  /** Outcomes that the journal keeps. */
  sealed interface Durable extends Outcome {
    @Override
    default boolean durable() {
      return true;
    }
  }

  /**
   * A case is now this.
   *
   * @param newCase the case, whole
   */
  record CaseIs(DeviceCase newCase) implements Durable {}

  /**
   * A stranger is forgotten, because too many came.
   *
   * @param device which
   */
  record CaseForgotten(DeviceId device) implements Durable {}

  /**
   * A policy became known.
   *
   * @param policy the policy
   */
  record PolicyIs(PolicySet policy) implements Durable {}

  /**
   * What is known of a profile besides its rules.
   *
   * @param notes the notes
   */
  record NotesAre(ProfileNotes notes) implements Durable {}

  /**
   * Notes are no longer known: nothing uses them, or a {@link NotesAre} is undone.
   *
   * @param profile of which
   */
  record NotesForgotten(ProfileId profile) implements Outcome {}

  /**
   * An advisory is now this.
   *
   * @param advisory whole
   */
  record AdvisoryIs(AdvisoryCase advisory) implements Durable {}

  /**
   * An advisory that no longer counts is forgotten, because too many came.
   *
   * @param id which
   */
  record AdvisoryForgotten(String id) implements Durable {}

  /** What changes the book of incidents. */
  sealed interface OfIncidents extends Outcome {}

  /**
   * An incident is now this.
   *
   * @param incident whole
   */
  record IncidentIs(IncidentCase incident) implements OfIncidents {
    @Override
    public boolean durable() {
      return true;
    }
  }

  /**
   * One device more is in an incident.
   *
   * @param number of the incident
   * @param device which
   * @param at when
   */
  record IncidentJoined(long number, DeviceId device, Instant at) implements OfIncidents {
    @Override
    public boolean durable() {
      return true;
    }
  }

  /**
   * An incident is forgotten, because too many came.
   *
   * @param number of the incident
   */
  record IncidentForgotten(long number) implements OfIncidents {
    @Override
    public boolean durable() {
      return true;
    }
  }

  /**
   * Which devices had a trouble lately.
   *
   * @param key which trouble
   * @param troubles of whom
   */
  record TroublesAre(Troubles.Key key, Troubles troubles) implements OfIncidents {}

  /**
   * An incident goes on.
   *
   * @param number of the incident
   * @param monotonicMillis when that was seen; absent if it is not known
   */
  record IncidentSeen(long number, Optional<Long> monotonicMillis) implements OfIncidents {}

  /**
   * What runs on a device, as its newest evidence told.
   *
   * @param device which
   * @param measurementsSha256 hexadecimal digest; empty if not known
   */
  record FirmwareIs(DeviceId device, String measurementsSha256) implements OfIncidents {}

  /** Something worth a record that changes nothing. */
  record Noted() implements Durable {}

  /**
   * Another gateway handed a device over to this one; or it came, or may no longer.
   *
   * @param device which
   * @param expected from where; absent if it is no longer expected
   */
  record ExpectedIs(DeviceId device, Optional<Expected> expected) implements Durable {}

  /**
   * The clock was found wrong, or right again.
   *
   * @param right whether it is right
   * @param notBefore the last time that was believed
   */
  record ClockTurned(boolean right, Instant notBefore) implements Durable {}

  /**
   * Whether the ward CA issues, and what is held while it does not.
   *
   * @param issuing the facts
   */
  record IssuingIs(IssuingFacts issuing) implements Durable {}

  /**
   * What is known of the clock in this process.
   *
   * @param clock the facts
   */
  record ClockIs(ClockFacts clock) implements Outcome {}

  /**
   * When an exemption ends by the monotonic clock of this process.
   *
   * @param device whose
   * @param kind which
   * @param monotonicMillis when; absent if that is not known, or it is over
   */
  record EndsIs(DeviceId device, Kind kind, Optional<Long> monotonicMillis) implements Outcome {}

  /**
   * Something was said that is not said again for a while.
   *
   * @param what said
   * @param at when; absent if it may be said
   */
  record SaidIs(String what, Optional<Instant> at) implements Outcome {}

  /**
   * What somebody with a hardware address claims as MUD URL.
   *
   * @param mac whose
   * @param mudUrl as claimed; absent if nothing is
   */
  record ClaimIs(String mac, Optional<String> mudUrl) implements Outcome {}

  /**
   * A MUD file is not asked for again before an instant.
   *
   * @param file which
   * @param notBefore absent means whenever it is due
   */
  record RefreshIs(FileKey file, Optional<Instant> notBefore) implements Outcome {}

  /**
   * Where a device's denied packets went.
   *
   * @param device which
   * @param table where
   */
  record DeniedIs(DeviceId device, DeniedTable table) implements Outcome {}

  /**
   * Which addresses a name was seen to have.
   *
   * @param name lower case, without trailing dot
   * @param untilByAddress until when each is remembered; empty if none is
   */
  record NameIs(String name, Map<InetAddress, Instant> untilByAddress) implements Outcome {
    /** Copies the map. */
    public NameIs {
      untilByAddress = Map.copyOf(untilByAddress);
    }
  }

  /**
   * A policy is no longer known: nothing uses it, or a {@link PolicyIs} is undone.
   *
   * @param policy the policy
   */
  record PolicyForgotten(PolicySet policy) implements Outcome {}

  /**
   * Live facts are now these.
   *
   * @param device whose
   * @param facts the facts
   */
  record LiveIs(DeviceId device, LiveFacts facts) implements Outcome {}

  /**
   * Work is open, or no longer.
   *
   * @param correlationId of the intent
   * @param work the work, absent when it ended
   */
  record WorkIs(CorrelationId correlationId, Optional<OpenWork> work) implements Outcome {}

  /**
   * So many intents were numbered.
   *
   * @param intentsCount in this process
   */
  record NumberedUpTo(long intentsCount) implements Outcome {}

  /**
   * The inventory in force.
   *
   * @param snapshot the inventory
   */
  record InventoryIs(InventorySnapshot snapshot) implements Outcome {}

  /**
   * Whether the kernel has what the state says.
   *
   * @param enforced whether the last reconciliation succeeded
   * @param retryAt when to try again if not
   */
  record EnforcedIs(boolean enforced, Instant retryAt) implements Outcome {}

  /** About what appraisals and weighing depend on besides the devices. */
  sealed interface OfAssurance extends Outcome {}

  /**
   * A change of what appraisals depend on is now this.
   *
   * @param change whole
   */
  record ChangeIs(ChangeCase change) implements Durable, OfAssurance {}

  /**
   * A change is over.
   *
   * @param key which
   */
  record ChangeForgotten(ChangeKey key) implements Durable, OfAssurance {}

  /**
   * Somebody is asked about a change.
   *
   * @param key which
   * @param asked how; absent if nobody is
   */
  record ChangeAsked(ChangeKey key, Optional<Assurances.Asked> asked) implements OfAssurance {}

  /**
   * What is known about one firmware's vulnerabilities.
   *
   * @param assessment whole
   */
  record AssessedIs(Assessment assessment) implements Durable, OfAssurance {}

  /**
   * An assessment is forgotten, because too many came, or one is undone.
   *
   * @param key of which firmware
   */
  record AssessmentForgotten(AssessmentKey key) implements Durable, OfAssurance {}

  /** About the gateway's own upkeep. */
  sealed interface OfUpkeep extends Outcome {}

  /**
   * An update of the gateway's bundles is now this.
   *
   * @param update whole
   */
  record UpdateIs(UpdateMark update) implements Durable, OfUpkeep {}

  /**
   * An update is forgotten, because too many came, or one is undone.
   *
   * @param id which
   */
  record UpdateForgotten(String id) implements Durable, OfUpkeep {}

  /**
   * What is refused of a configuration now.
   *
   * @param pid the component's
   * @param lines why, one for each value; empty if the configuration was taken
   */
  record ConfigurationRefused(String pid, List<String> lines) implements Durable, OfUpkeep {
    /** Copies the list. */
    public ConfigurationRefused {
      lines = List.copyOf(lines);
    }
  }
}
