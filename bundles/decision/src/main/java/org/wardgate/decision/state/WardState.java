package org.wardgate.decision.state;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.TrustView.Exemption.Kind;

/**
 * All the decision core knows. Read by rules, changed by {@link #apply} alone. Not thread-safe: one
 * thread owns it.
 */
public final class WardState {
  private final Map<DeviceId, DeviceCase> cases = new TreeMap<>();
  private final Map<ProfileId, PolicySet> policies = new HashMap<>();
  private final Map<DeviceId, LiveFacts> live = new HashMap<>();
  private final Map<CorrelationId, OpenWork> work = new HashMap<>();
  private final Map<ProfileId, ProfileNotes> notes = new HashMap<>();
  private final Map<String, AdvisoryCase> advisories = new TreeMap<>();
  private final Map<FileKey, Instant> refreshes = new HashMap<>();
  private final Map<DeviceId, DeniedTable> denied = new HashMap<>();
  private final Map<DeviceId, Expected> expected = new TreeMap<>();
  private final Map<String, Instant> said = new HashMap<>();
  private final ExemptionIndex exemptions = new ExemptionIndex();
  private final UrlClaims claims = new UrlClaims();
  private final KnownNames names = new KnownNames();
  private final Assurances assurances = new Assurances();
  private final Upkeep upkeep = new Upkeep();
  private final IncidentBook incidents = new IncidentBook();
  private final BindingIndex places = new BindingIndex();
  private final Map<String, Integer> namesUse = new HashMap<>();
  private final String epoch;
  private InventorySnapshot inventory = InventorySnapshot.empty();
  private ClockFacts clock = ClockFacts.UNKNOWN;
  private IssuingFacts issuing = IssuingFacts.NONE;
  private long intentsCount;
  private boolean enforced;
  private Instant enforceRetryAt = Instant.EPOCH;

  /**
   * @param epoch distinguishes this process's intents from those of earlier ones; at most 32
   *     characters of {@code [A-Za-z0-9]}
   */
  public WardState(String epoch) {
    this.epoch = epoch;
  }

  /** Changes the state and tells how to undo it. */
  public Outcome apply(Outcome outcome) {
    if (outcome instanceof Outcome.CaseIs caseIs) {
      return setCase(caseIs.newCase());
    } else if (outcome instanceof Outcome.CaseForgotten forgotten) {
      return forgetCase(forgotten.device());
    } else if (outcome instanceof Outcome.PolicyIs policyIs) {
      return addPolicy(policyIs.policy());
    } else if (outcome instanceof Outcome.PolicyForgotten forgotten) {
      return forgetPolicy(forgotten.policy());
    } else if (outcome instanceof Outcome.NotesAre notesAre) {
      return setNotes(notesAre.notes());
    } else if (outcome instanceof Outcome.NotesForgotten forgotten) {
      return forgetNotes(forgotten.profile());
    } else if (outcome instanceof Outcome.AdvisoryIs advisoryIs) {
      return setAdvisory(advisoryIs.advisory());
    } else if (outcome instanceof Outcome.AdvisoryForgotten forgotten) {
      return forgetAdvisory(forgotten.id());
    } else if (outcome instanceof Outcome.ExpectedIs expectedIs) {
      return setExpected(expectedIs);
    } else if (outcome instanceof Outcome.ClockTurned turned) {
      Outcome undo = new Outcome.ClockIs(clock);
      clock = clock.turned(turned.right(), turned.notBefore());
      return undo;
    } else if (outcome instanceof Outcome.IssuingIs issuingIs) {
      Outcome undo = new Outcome.IssuingIs(issuing);
      issuing = issuingIs.issuing();
      return undo;
    } else if (outcome instanceof Outcome.OfIncidents ofIncidents) {
      return incidents.apply(ofIncidents);
    } else if (outcome instanceof Outcome.Noted) {
      return outcome;
    } else if (outcome instanceof Outcome.OfAssurance ofAssurance) {
      return assurances.apply(ofAssurance);
    } else if (outcome instanceof Outcome.OfUpkeep ofUpkeep) {
      return upkeep.apply(ofUpkeep);
    }
    return applyLive(outcome);
  }

  private Outcome applyLive(Outcome outcome) {
    if (outcome instanceof Outcome.LiveIs liveIs) {
      return setLive(liveIs);
    } else if (outcome instanceof Outcome.ClaimIs claim) {
      return claims.set(claim);
    } else if (outcome instanceof Outcome.RefreshIs refresh) {
      return setRefresh(refresh);
    } else if (outcome instanceof Outcome.DeniedIs deniedIs) {
      return setDenied(deniedIs);
    } else if (outcome instanceof Outcome.NameIs nameIs) {
      return names.set(nameIs);
    } else if (outcome instanceof Outcome.WorkIs workIs) {
      return setWork(workIs);
    } else if (outcome instanceof Outcome.EndsIs endsIs) {
      return exemptions.set(endsIs);
    } else if (outcome instanceof Outcome.SaidIs saidIs) {
      return setSaid(saidIs);
    } else if (outcome instanceof Outcome.ClockIs clockIs) {
      Outcome undo = new Outcome.ClockIs(clock);
      clock = clockIs.clock();
      return undo;
    } else if (outcome instanceof Outcome.NumberedUpTo numbered) {
      Outcome undo = new Outcome.NumberedUpTo(intentsCount);
      intentsCount = numbered.intentsCount();
      return undo;
    } else if (outcome instanceof Outcome.InventoryIs inventoryIs) {
      Outcome undo = new Outcome.InventoryIs(inventory);
      inventory = inventoryIs.snapshot();
      return undo;
    } else if (outcome instanceof Outcome.EnforcedIs enforcedIs) {
      Outcome undo = new Outcome.EnforcedIs(enforced, enforceRetryAt);
      enforced = enforcedIs.enforced();
      enforceRetryAt = enforcedIs.retryAt();
      return undo;
    }
    throw new IllegalStateException("unknown outcome " + outcome);
  }

  private Outcome setCase(DeviceCase newCase) {
    DeviceCase old = cases.put(newCase.device(), newCase);
    if (old != null) {
      places.remove(old);
    }
    places.add(newCase);
    exemptions.see(newCase);
    return old == null ? new Outcome.CaseForgotten(newCase.device()) : new Outcome.CaseIs(old);
  }

  private Outcome forgetCase(DeviceId device) {
    DeviceCase old = cases.remove(device);
    if (old == null) {
      return new Outcome.CaseForgotten(device);
    }
    places.remove(old);
    exemptions.forget(device);
    return new Outcome.CaseIs(old);
  }

  private Outcome addPolicy(PolicySet policy) {
    if (policies.putIfAbsent(policy.id(), policy) != null) {
      return new Outcome.NumberedUpTo(intentsCount);
    }
    policy.names().forEach(name -> namesUse.merge(name, 1, Integer::sum));
    return new Outcome.PolicyForgotten(policy);
  }

  private Outcome forgetPolicy(PolicySet policy) {
    if (policies.remove(policy.id()) != null) {
      policy
          .names()
          .forEach(name -> namesUse.computeIfPresent(name, (n, c) -> c > 1 ? c - 1 : null));
    }
    return new Outcome.PolicyIs(policy);
  }

  private Outcome setNotes(ProfileNotes newNotes) {
    ProfileNotes old = notes.put(newNotes.profile(), newNotes);
    return old == null ? new Outcome.NotesForgotten(newNotes.profile()) : new Outcome.NotesAre(old);
  }

  private Outcome forgetNotes(ProfileId profile) {
    ProfileNotes old = notes.remove(profile);
    return old == null ? new Outcome.NotesForgotten(profile) : new Outcome.NotesAre(old);
  }

  private Outcome setAdvisory(AdvisoryCase advisory) {
    AdvisoryCase old = advisories.put(advisory.id(), advisory);
    return old == null ? new Outcome.AdvisoryForgotten(advisory.id()) : new Outcome.AdvisoryIs(old);
  }

  private Outcome forgetAdvisory(String id) {
    AdvisoryCase old = advisories.remove(id);
    return old == null ? new Outcome.AdvisoryForgotten(id) : new Outcome.AdvisoryIs(old);
  }

  private Outcome setRefresh(Outcome.RefreshIs refresh) {
    Optional<Instant> old = refreshNotBefore(refresh.file());
    refresh
        .notBefore()
        .ifPresentOrElse(
            at -> refreshes.put(refresh.file(), at), () -> refreshes.remove(refresh.file()));
    return new Outcome.RefreshIs(refresh.file(), old);
  }

  private Outcome setDenied(Outcome.DeniedIs deniedIs) {
    DeniedTable old = denied(deniedIs.device());
    if (deniedIs.table().rows().isEmpty()) {
      denied.remove(deniedIs.device());
    } else {
      denied.put(deniedIs.device(), deniedIs.table());
    }
    return new Outcome.DeniedIs(deniedIs.device(), old);
  }

  private Outcome setLive(Outcome.LiveIs liveIs) {
    LiveFacts old = live(liveIs.device());
    if (liveIs.facts().equals(LiveFacts.NONE)) {
      live.remove(liveIs.device());
    } else {
      live.put(liveIs.device(), liveIs.facts());
    }
    return new Outcome.LiveIs(liveIs.device(), old);
  }

  private Outcome setWork(Outcome.WorkIs workIs) {
    Optional<OpenWork> old = work(workIs.correlationId());
    workIs
        .work()
        .ifPresentOrElse(
            open -> work.put(workIs.correlationId(), open),
            () -> work.remove(workIs.correlationId()));
    return new Outcome.WorkIs(workIs.correlationId(), old);
  }

  private Outcome setExpected(Outcome.ExpectedIs expectedIs) {
    Optional<Expected> old = Optional.ofNullable(expected.get(expectedIs.device()));
    expectedIs
        .expected()
        .ifPresentOrElse(
            e -> expected.put(expectedIs.device(), e), () -> expected.remove(expectedIs.device()));
    return new Outcome.ExpectedIs(expectedIs.device(), old);
  }

  private Outcome setSaid(Outcome.SaidIs saidIs) {
    Optional<Instant> old = saidAt(saidIs.what());
    saidIs
        .at()
        .ifPresentOrElse(at -> said.put(saidIs.what(), at), () -> said.remove(saidIs.what()));
    return new Outcome.SaidIs(saidIs.what(), old);
  }

  /** A record of then was read back. */
  public void seen(Instant recordAt) {
    clock = clock.seen(recordAt);
  }

  /** All cases, by id. A live view: not to be kept. */
  public Collection<DeviceCase> cases() {
    return Collections.unmodifiableCollection(cases.values());
  }

  /** A device's case. */
  public Optional<DeviceCase> deviceCase(DeviceId device) {
    return Optional.ofNullable(cases.get(device));
  }

  /** All policies known. A live view: not to be kept. */
  public Collection<PolicySet> policies() {
    return Collections.unmodifiableCollection(policies.values());
  }

  /** A policy by its id. */
  public Optional<PolicySet> policy(ProfileId id) {
    return Optional.ofNullable(policies.get(id));
  }

  /** Whether any policy mentions a DNS name. */
  public boolean mentions(String name) {
    return namesUse.containsKey(name);
  }

  /** The addresses a name was seen to have, and until when each is remembered. */
  public Map<InetAddress, Instant> addressesOf(String name) {
    return names.of(name);
  }

  /** How many names have remembered addresses. */
  public int namesCount() {
    return names.count();
  }

  /** A device's live facts. */
  public LiveFacts live(DeviceId device) {
    return live.getOrDefault(device, LiveFacts.NONE);
  }

  /** Open work by its correlation id. */
  public Optional<OpenWork> work(CorrelationId correlationId) {
    return Optional.ofNullable(work.get(correlationId));
  }

  /** All open work. A live view: not to be kept. */
  public Map<CorrelationId, OpenWork> work() {
    return Collections.unmodifiableMap(work);
  }

  /** Open work whose deadline is before an instant: its answer got lost. */
  public List<CorrelationId> workOverdueAt(Instant instant) {
    return work.entrySet().stream()
        .filter(entry -> entry.getValue().deadline().isBefore(instant))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many intents are open. */
  public int workCount() {
    return work.size();
  }

  /** The device attached there. */
  public Optional<DeviceId> deviceAt(NetworkBinding binding) {
    return places.at(binding);
  }

  /** The devices with a hardware address. */
  public Set<DeviceId> devicesWith(String mac) {
    return places.withMac(mac);
  }

  /** The devices with an IP address. */
  public Set<DeviceId> devicesWith(InetAddress address) {
    return places.withAddress(address);
  }

  /** What is known of a profile besides its rules. */
  public Optional<ProfileNotes> notes(ProfileId profile) {
    return Optional.ofNullable(notes.get(profile));
  }

  /** All notes known. A live view: not to be kept. */
  public Collection<ProfileNotes> notes() {
    return Collections.unmodifiableCollection(notes.values());
  }

  /** The policies that enforcement is asked to put in force. */
  public List<ProfileId> placing() {
    return work.values().stream().flatMap(w -> w.placed().stream()).toList();
  }

  /** All advisories known, by id. A live view: not to be kept. */
  public Collection<AdvisoryCase> advisories() {
    return Collections.unmodifiableCollection(advisories.values());
  }

  /** An advisory by its id. */
  public Optional<AdvisoryCase> advisory(String id) {
    return Optional.ofNullable(advisories.get(id));
  }

  /** Changes under way and known vulnerabilities. A live view: not to be kept. */
  public Assurances assurances() {
    return assurances;
  }

  /** The gateway's own upkeep. A live view: not to be kept. */
  public Upkeep upkeep() {
    return upkeep;
  }

  /** When a MUD file may be asked for again, absent if whenever it is due. */
  public Optional<Instant> refreshNotBefore(FileKey file) {
    return Optional.ofNullable(refreshes.get(file));
  }

  /** What somebody with a hardware address claims as MUD URL. */
  public Optional<String> claim(String mac) {
    return claims.of(mac);
  }

  /** Where a device's denied packets went. */
  public DeniedTable denied(DeviceId device) {
    return denied.getOrDefault(device, DeniedTable.NONE);
  }

  /** The inventory in force. */
  public InventorySnapshot inventory() {
    return inventory;
  }

  /** Distinguishes this process's intents. */
  public String epoch() {
    return epoch;
  }

  /** How many intents were numbered in this process. */
  public long intentsCount() {
    return intentsCount;
  }

  /** Whether the kernel has what the state says. */
  public boolean enforced() {
    return enforced;
  }

  /** When to try again if it has not. */
  public Instant enforceRetryAt() {
    return enforceRetryAt;
  }

  /** Devices that other gateways handed over and that have not come yet. Not to be kept. */
  public Map<DeviceId, Expected> expected() {
    return Collections.unmodifiableMap(expected);
  }

  /** The devices that people allowed something, by id. A live view: not to be kept. */
  public Set<DeviceId> exempted() {
    return exemptions.devices();
  }

  /** When an exemption ends by the monotonic clock; absent if this process has not looked yet. */
  public Optional<Long> exemptionEnd(DeviceId device, Kind kind) {
    return exemptions.endOf(device, kind);
  }

  /** All incidents, oldest first. A live view: not to be kept. */
  public Collection<IncidentCase> incidents() {
    return incidents.incidents();
  }

  /** When an incident was seen to go on, by the monotonic clock; absent if not in this process. */
  public Optional<Long> incidentSeenMillis(long number) {
    return incidents.seen(number);
  }

  /** Which devices had a trouble lately. */
  public Troubles troubles(Troubles.Key key) {
    return incidents.troubles(key);
  }

  /** The trouble to forget for a new one; absent while there is room. */
  public Optional<Troubles.Key> oldestTrouble() {
    return incidents.oldestTrouble();
  }

  /** Digest of what runs on a device, as its newest evidence told; empty if not known. */
  public String firmware(DeviceId device) {
    return incidents.firmware(device);
  }

  /** The devices on which something runs. A live view: not to be kept. */
  public Set<DeviceId> running(String measurementsSha256) {
    return incidents.running(measurementsSha256);
  }

  /** What is known of the clock. */
  public ClockFacts clock() {
    return clock;
  }

  /** Whether the ward CA issues. */
  public IssuingFacts issuing() {
    return issuing;
  }

  /** When something was said last that is not said again for a while. */
  public Optional<Instant> saidAt(String what) {
    return Optional.ofNullable(said.get(what));
  }
}
