package org.wardgate.decision.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.DeviceView.HistoryLine;
import org.wardgate.api.view.WardView;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Outcome;
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
  private volatile InventorySnapshot inventory = InventorySnapshot.empty();
  private volatile boolean ready;
  private volatile String wardAlarm = "";

  private record Entry(DeviceCase deviceCase, List<HistoryLine> history) {}

  /** Publishes a step; with the sequence number of its record, or 0 if it needed none. */
  void publish(Step step, long sequence) {
    step.outcomes().forEach(this::publish);
    if (sequence > 0) {
      step.subject()
          .ifPresent(
              device ->
                  addHistory(
                      device,
                      new HistoryLine(step.at(), sequence, step.kind() + ": " + step.line())));
    }
    if (step.kind().equals("ward.not-enforced") || step.kind().equals("inventory.held")) {
      wardAlarm = step.line();
    } else if (step.kind().equals("inventory.changed")) {
      wardAlarm = "";
    }
  }

  /** Publishes one outcome, durable or not. */
  void publish(Outcome outcome) {
    if (outcome instanceof Outcome.CaseIs c) {
      devices.merge(
          c.newCase().device(),
          new Entry(c.newCase(), List.of()),
          (old, fresh) -> new Entry(fresh.deviceCase(), old.history()));
    } else if (outcome instanceof Outcome.CaseForgotten f) {
      devices.remove(f.device());
    } else if (outcome instanceof Outcome.PolicyIs p) {
      policies.put(p.policy().id(), p.policy());
    } else if (outcome instanceof Outcome.InventoryIs i) {
      inventory = i.snapshot();
    } else if (outcome instanceof Outcome.EnforcedIs e) {
      ready = e.enforced();
      if (ready) {
        wardAlarm = "";
      }
    }
  }

  /** Adds a line to a device's history. */
  void addHistory(DeviceId device, HistoryLine line) {
    devices.computeIfPresent(
        device,
        (id, entry) -> {
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
    return Optional.ofNullable(devices.get(device))
        .flatMap(entry -> entry.deviceCase().policy().target())
        .map(policies::get);
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public List<String> alarms() {
    List<String> alarms = new ArrayList<>();
    devices.values().stream()
        .map(Entry::deviceCase)
        .filter(c -> c.policy().floorHolds() && c.standing().state() != DeviceState.ADMITTED)
        .limit(ALARMS_MAX_COUNT - 1L)
        .forEach(c -> alarms.add(c.device() + ": " + c.standing().reason()));
    if (!wardAlarm.isEmpty()) {
      alarms.add(wardAlarm);
    }
    return alarms;
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
        c.trust().attestation().filter(a -> a.tier() == Tier.AFFIRMING).map(AttestationFacts::at),
        entry.history());
  }
}
