package org.wardgate.decision.run;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.view.AdvisoryView;
import org.wardgate.api.view.CertificateView;
import org.wardgate.api.view.ChangeView;
import org.wardgate.api.view.DeniedTraffic;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.DeviceView.HistoryLine;
import org.wardgate.api.view.ExpectedDevice;
import org.wardgate.api.view.IncidentView;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;
import org.wardgate.decision.rules.AdvisoryMatch;
import org.wardgate.decision.rules.Circumstances;
import org.wardgate.decision.rules.Questions;
import org.wardgate.decision.rules.VulnerabilityMatch;
import org.wardgate.decision.rules.Weighing;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeniedTable;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Erasure;
import org.wardgate.decision.state.Expected;
import org.wardgate.decision.state.Handover;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.ProfileNotes;
import org.wardgate.decision.state.Step;

/**
 * What others may see: only what is durable. Written by the decision thread, read by anybody.
 * Thread-safe.
 */
public final class PublishedWard implements WardView {
  /** History lines kept for a device. */
  static final int HISTORY_MAX_COUNT = 32;

  /** Alarms shown. */
  static final int ALARMS_MAX_COUNT = 64;

  private final Map<DeviceId, Entry> devices = new ConcurrentSkipListMap<>();
  private final Map<ProfileId, PolicySet> policies = new ConcurrentHashMap<>();
  private final Map<ProfileId, ProfileNotes> notes = new ConcurrentHashMap<>();
  private final Map<DeviceId, DeniedTable> denied = new ConcurrentHashMap<>();
  private final PublishedAdvisories advisories = new PublishedAdvisories();
  private final PublishedIncidents incidents = new PublishedIncidents();
  private final Map<DeviceId, Expected> expected = new ConcurrentSkipListMap<>();
  private final PublishedAssurances assurances = new PublishedAssurances();
  private final PublishedTrust trust = new PublishedTrust();
  private final WardAlarms wardAlarms = new WardAlarms();
  private final Clock clock;
  private volatile InventorySnapshot inventory = InventorySnapshot.empty();
  private volatile boolean ready;

  private record Entry(DeviceCase deviceCase, List<HistoryLine> history) {}

  /**
   * @param clock what is over is judged by
   */
  public PublishedWard(Clock clock) {
    this.clock = clock;
  }

  /** Publishes a step that needed no record. */
  void publish(Step step) {
    publish(step.at(), step.kind(), step.subject(), step.line(), step.outcomes(), 0);
  }

  /** Publishes a part of a step, with the sequence number of its record. */
  void publish(StepRecords.Part part, long sequence) {
    publish(part.at(), part.kind(), part.subject(), part.line(), part.outcomes(), sequence);
  }

  /** Publishes what a record says, or what would be one if it were durable (sequence 0). */
  void publish(
      Instant at,
      String kind,
      Optional<DeviceId> subject,
      String line,
      List<Outcome> outcomes,
      long sequence) {
    List<DeviceId> fellWithIt = sequence > 0 ? otherwiseStanding(outcomes, subject) : List.of();
    wardAlarms.hear(kind, subject, line);
    Set<DeviceId> inIncident =
        outcomes.stream()
            .flatMap(o -> incidents.hear(o).stream())
            .filter(d -> !subject.equals(Optional.of(d)) && !fellWithIt.contains(d))
            .collect(Collectors.toSet());
    outcomes.forEach(this::publishOne);
    if (sequence > 0) {
      subject
          .filter(d -> !line.isEmpty())
          .ifPresent(d -> addHistory(d, new HistoryLine(at, sequence, kind + ": " + line)));
      inIncident.forEach(d -> addHistory(d, new HistoryLine(at, sequence, kind + ": " + line)));
      fellWithIt.forEach(
          d -> addHistory(d, new HistoryLine(at, sequence, kind + ": " + reason(d))));
    }
  }

  /** Devices that a record about something else makes stand elsewhere. */
  private List<DeviceId> otherwiseStanding(List<Outcome> outcomes, Optional<DeviceId> subject) {
    return outcomes.stream()
        .flatMap(o -> o instanceof Outcome.CaseIs c ? Stream.of(c.newCase()) : Stream.empty())
        .filter(c -> !subject.equals(Optional.of(c.device())))
        .filter(c -> !c.standing().reason().equals(reason(c.device())))
        .map(DeviceCase::device)
        .toList();
  }

  private String reason(DeviceId device) {
    return Optional.ofNullable(devices.get(device))
        .map(entry -> entry.deviceCase().standing().reason())
        .orElse("");
  }

  /** Publishes one outcome, durable or not. */
  void publish(Outcome outcome) {
    incidents.hear(outcome);
    publishOne(outcome);
  }

  private void publishOne(Outcome outcome) {
    wardAlarms.hear(outcome);
    if (outcome instanceof Outcome.CaseIs c) {
      trust.publish(deviceCase(c.newCase().device()), c.newCase());
      devices.merge(
          c.newCase().device(),
          new Entry(c.newCase(), List.of()),
          (old, fresh) ->
              new Entry(
                  fresh.deviceCase(), erased(fresh.deviceCase()) ? List.of() : old.history()));
    } else if (outcome instanceof Outcome.CaseForgotten f) {
      devices.remove(f.device());
      trust.forget(f.device());
    } else if (outcome instanceof Outcome.PolicyIs p) {
      policies.put(p.policy().id(), p.policy());
    } else if (outcome instanceof Outcome.NotesAre n) {
      notes.put(n.notes().profile(), n.notes());
    } else if (outcome instanceof Outcome.PolicyForgotten p) {
      policies.remove(p.policy().id());
    } else if (outcome instanceof Outcome.NotesForgotten n) {
      notes.remove(n.profile());
    } else if (outcome instanceof Outcome.AdvisoryIs a) {
      advisories.put(a.advisory());
    } else if (outcome instanceof Outcome.AdvisoryForgotten f) {
      advisories.forget(f.id());
    } else if (outcome instanceof Outcome.OfAssurance a) {
      assurances.publish(a);
    } else if (outcome instanceof Outcome.LiveIs l) {
      trust.publish(l.device(), l.facts());
    } else if (outcome instanceof Outcome.DeniedIs d) {
      denied.put(d.device(), d.table());
    } else if (outcome instanceof Outcome.InventoryIs i) {
      inventory = i.snapshot();
    } else if (outcome instanceof Outcome.EnforcedIs e) {
      ready = e.enforced();
    } else if (outcome instanceof Outcome.ExpectedIs e) {
      e.expected()
          .ifPresentOrElse(
              from -> expected.put(e.device(), from), () -> expected.remove(e.device()));
    }
  }

  private static boolean erased(DeviceCase c) {
    return c.life().erasure() != Erasure.NONE;
  }

  private void addHistory(DeviceId device, HistoryLine line) {
    devices.computeIfPresent(
        device,
        (id, entry) -> {
          if (erased(entry.deviceCase())) {
            return entry; // of which nothing is told any more
          }
          Deque<HistoryLine> lines = new ArrayDeque<>(entry.history());
          lines.addLast(line);
          if (lines.size() > HISTORY_MAX_COUNT) {
            lines.removeFirst();
          }
          return new Entry(entry.deviceCase(), List.copyOf(lines));
        });
  }

  @Override
  public List<DeviceView> devices() {
    return devices.values().stream().map(this::view).toList();
  }

  @Override
  public Optional<DeviceView> device(DeviceId device) {
    return Optional.ofNullable(devices.get(device)).map(this::view);
  }

  @Override
  public Optional<PolicySet> policy(DeviceId device) {
    return deviceCase(device).flatMap(c -> c.policy().target()).map(policies::get);
  }

  private Optional<DeviceCase> deviceCase(DeviceId device) {
    return Optional.ofNullable(devices.get(device)).map(Entry::deviceCase);
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public List<AdvisoryView> advisories() {
    return advisories.views(naming());
  }

  @Override
  public List<IncidentView> incidents() {
    return incidents.views(devices.values().stream().map(Entry::deviceCase).toList());
  }

  @Override
  public List<String> mudFacts(DeviceId device) {
    return deviceCase(device)
        .map(c -> MudWords.of(c.policy().named(), notes(c), policy(device), clock.instant()))
        .orElse(List.of());
  }

  @Override
  public List<DeniedTraffic> denied(DeviceId device) {
    return denied.getOrDefault(device, DeniedTable.NONE).at(clock.instant());
  }

  @Override
  public Optional<CertificateView> certificate(DeviceId device) {
    return deviceCase(device)
        .map(DeviceCase::life)
        .filter(Life::certified)
        .map(Life::certificate)
        .flatMap(
            c ->
                c.notAfter()
                    .map(
                        end ->
                            new CertificateView(
                                c.serialNumber(), c.sha256(), end, c.publicKeySpki())));
  }

  @Override
  public Optional<TrustView> trust(DeviceId device) {
    return deviceCase(device).map(c -> trust.view(c, circumstances(c), clock.instant()));
  }

  @Override
  public List<ChangeView> changes() {
    return assurances.held();
  }

  /** The question that is asked about a device now. */
  Optional<TrustQuestion> question(DeviceId device) {
    return deviceCase(device).map(c -> Questions.of(c, circumstances(c), clock.instant()));
  }

  /** What came of a command about a change. */
  CommandOutcome outcome(Change change) {
    return assurances.outcome(change);
  }

  private Circumstances circumstances(DeviceCase c) {
    Optional<MudFacts> facts = notes(c).map(ProfileNotes::facts);
    return new Circumstances(
        Weighing.classOf(inventory, c),
        facts,
        VulnerabilityMatch.find(assurances::assessment, c, facts),
        trust.newest(c.device()),
        incidents.involves(c.device(), clock.instant()));
  }

  @Override
  public Optional<Bytes> handover(DeviceId device) {
    return deviceCase(device).flatMap(c -> c.life().handover()).flatMap(Handover::document);
  }

  @Override
  public List<ExpectedDevice> expected() {
    return expected.entrySet().stream()
        .map(
            e ->
                new ExpectedDevice(
                    e.getKey(), e.getValue().fromGateway(), e.getValue().validUntil()))
        .toList();
  }

  private Optional<ProfileNotes> notes(DeviceCase c) {
    return c.policy().profile().map(notes::get);
  }

  private PublishedAdvisories.Naming naming() {
    return new PublishedAdvisories.Naming() {
      @Override
      public Collection<DeviceCase> cases() {
        return devices.values().stream().map(Entry::deviceCase).toList();
      }

      @Override
      public boolean names(Advisory advisory, DeviceCase c) {
        return AdvisoryMatch.names(advisory, c.policy(), notes(c).map(ProfileNotes::facts));
      }
    };
  }

  @Override
  public List<String> alarms() {
    List<String> alarms = new ArrayList<>(advisories.alarms(naming()));
    devices.values().stream()
        .map(Entry::deviceCase)
        .filter(PublishedWard::alarming)
        .forEach(c -> alarms.add(c.device() + ": " + c.standing().reason()));
    devices.values().stream()
        .map(Entry::deviceCase)
        .filter(c -> !c.policy().named().contested().isEmpty())
        .forEach(c -> alarms.add(c.device() + ": " + MudWords.contested(c.policy().named())));
    devices.values().stream()
        .map(Entry::deviceCase)
        .forEach(c -> LifeWords.alarm(c.life()).ifPresent(a -> alarms.add(c.device() + ": " + a)));
    alarms.addAll(0, assurances.alarms());
    alarms.addAll(0, incidents.alarms());
    alarms.addAll(0, exemptions());
    alarms.addAll(0, wardAlarms.lines());
    return List.copyOf(alarms.subList(0, Math.min(alarms.size(), ALARMS_MAX_COUNT)));
  }

  /** What people allowed, while it lasts; these are never the ones that are left out. */
  private List<String> exemptions() {
    return devices.values().stream()
        .map(Entry::deviceCase)
        .flatMap(c -> ExemptionAlarms.of(c).map(line -> c.device() + ": " + line))
        .toList();
  }

  /** Less than its traffic for a device a patient may depend on, or for an advisory. */
  private static boolean alarming(DeviceCase c) {
    boolean degraded = c.policy().floorHolds() && c.standing().state() != DeviceState.ADMITTED;
    return degraded || c.marks().any() || watched(c);
  }

  /** It stays, but its trust cannot be decided, or its sources contradict each other. */
  private static boolean watched(DeviceCase c) {
    return c.standing().state() == DeviceState.ADMITTED
        && c.standing().problem().map(Weighing::watches).orElse(false);
  }

  private DeviceView view(Entry entry) {
    DeviceCase c = entry.deviceCase();
    Optional<InventoryEntry> listed = inventory.entry(c.device());
    return new DeviceView(
        c.device(),
        listed.map(InventoryEntry::name).orElse(c.name()),
        listed.map(InventoryEntry::deviceClass).orElse("unknown"),
        c.location().transport(),
        c.location().address(),
        c.location().binding().map(b -> b.mac()).orElse(""),
        c.standing().state(),
        c.trust().actual(),
        c.standing().reason(),
        c.standing().problem(),
        c.policy().target().map(ProfileId::value).orElse(""),
        c.policy().mudUrl(),
        c.standing().since(),
        trust.attestation(c).filter(a -> a.tier() == Tier.AFFIRMING).map(AttestationFacts::at),
        entry.history());
  }
}
