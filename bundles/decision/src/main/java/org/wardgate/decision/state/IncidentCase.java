package org.wardgate.decision.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.view.IncidentView.State;

/**
 * Trouble of several devices that has one cause, and what people decided about it. Durable.
 *
 * @param number rises
 * @param openedAt when
 * @param lastAt when the last device joined
 * @param playbook that found it, as it was then
 * @param common what the devices share; empty if it is nothing but the time
 * @param devices in trouble, at most {@value #DEVICES_MAX_COUNT}
 * @param state where it stands
 * @param decisions of people, oldest first
 * @param reach whom the decisions were about, and whom it worsened
 */
public record IncidentCase(
    long number,
    Instant openedAt,
    Instant lastAt,
    Playbook playbook,
    String common,
    Set<DeviceId> devices,
    State state,
    List<Decision> decisions,
    IncidentReach reach) {
  /** Most devices listed. */
  public static final int DEVICES_MAX_COUNT = 1_024;

  private static final String MARK = "incident:";

  /** Copies the collections. */
  public IncidentCase {
    SortedSet<DeviceId> sorted = new TreeSet<>(devices);
    devices = java.util.Collections.unmodifiableSortedSet(sorted);
    decisions = List.copyOf(decisions);
  }

  /**
   * Somebody decided.
   *
   * @param operator who
   * @param reason why
   * @param at when
   */
  public record Decision(String operator, String reason, Instant at) {}

  /** Its id, for people. */
  public String id() {
    return "INC-" + number;
  }

  /** What stands in a device's case that is limited for it; no advisory has such an id. */
  public String mark() {
    return MARK + id();
  }

  /** The id of the incident that a mark names; empty if it names none. */
  public static String idOf(String mark) {
    return mark.startsWith(MARK) ? mark.substring(MARK.length()) : "";
  }

  /** One device more is in trouble. */
  public IncidentCase joinedBy(DeviceId device, Instant at) {
    Set<DeviceId> more = new TreeSet<>(devices);
    if (more.size() < DEVICES_MAX_COUNT) {
      more.add(device);
    }
    return new IncidentCase(number, openedAt, at, playbook, common, more, state, decisions, reach);
  }

  /** In another state. */
  public IncidentCase in(State newState) {
    return new IncidentCase(
        number, openedAt, lastAt, playbook, common, devices, newState, decisions, reach);
  }

  /**
   * Somebody decided for its response.
   *
   * @param decision who and why
   * @param seen the devices it was about then
   */
  public IncidentCase plus(Decision decision, Set<DeviceId> seen) {
    return plus(decision).with(reach.showing(seen, decisions.isEmpty()));
  }

  /** Somebody decided against its response. */
  public IncidentCase plus(Decision decision) {
    List<Decision> more = new ArrayList<>(decisions);
    more.add(decision);
    return decided(more);
  }

  /** Enough people decided for its response, about the devices that all of them saw. */
  public IncidentCase approved() {
    return with(reach.approved());
  }

  /** Its response took these devices something. */
  public IncidentCase worsening(Set<DeviceId> some) {
    return with(reach.worsening(some));
  }

  /** It waits for people again: what they decided was about fewer devices. */
  public IncidentCase reopened() {
    return with(reach.unshown()).decided(List.of()).in(State.OPEN);
  }

  /** Whether enough people decided for its response on this device. */
  public boolean approvedFor(DeviceId device) {
    return reach.approvedFor().contains(device);
  }

  private IncidentCase with(IncidentReach newReach) {
    return new IncidentCase(
        number, openedAt, lastAt, playbook, common, devices, state, decisions, newReach);
  }

  private IncidentCase decided(List<Decision> newDecisions) {
    return new IncidentCase(
        number, openedAt, lastAt, playbook, common, devices, state, newDecisions, reach);
  }

  /** Whether somebody decided already. */
  public boolean decidedBy(String operator) {
    return decisions.stream().anyMatch(d -> d.operator().equals(operator));
  }

  /** Who decided, empty if nobody did. */
  public String deciders() {
    return decisions.stream().map(Decision::operator).collect(Collectors.joining(", "));
  }
}
