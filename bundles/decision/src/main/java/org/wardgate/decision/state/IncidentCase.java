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
 * @param approved whether enough different people decided for its response, however many it cuts
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
    boolean approved) {
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
    return new IncidentCase(
        number, openedAt, at, playbook, common, more, state, decisions, approved);
  }

  /** In another state. */
  public IncidentCase in(State newState) {
    return new IncidentCase(
        number, openedAt, lastAt, playbook, common, devices, newState, decisions, approved);
  }

  /** Somebody decided. */
  public IncidentCase plus(Decision decision, boolean nowApproved) {
    List<Decision> more = new ArrayList<>(decisions);
    more.add(decision);
    return new IncidentCase(
        number, openedAt, lastAt, playbook, common, devices, state, more, nowApproved);
  }

  /** It waits for people again: what they decided was about fewer devices. */
  public IncidentCase reopened() {
    return new IncidentCase(
        number, openedAt, lastAt, playbook, common, devices, State.OPEN, List.of(), false);
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
