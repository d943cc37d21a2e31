package org.wardgate.api.view;

import java.time.Instant;
import java.util.List;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.Playbook;

/**
 * Trouble of several devices that has one cause, as people see it.
 *
 * @param id for example {@code INC-12}
 * @param openedAt when
 * @param playbook that found it
 * @param trigger what the devices have in common
 * @param common the firmware, destination or time they share
 * @param devices in trouble, by id
 * @param atRisk devices that share the cause and have no trouble yet
 * @param response what is proposed
 * @param state where it stands
 * @param decidedBy who decided, empty if nobody did
 */
public record IncidentView(
    String id,
    Instant openedAt,
    String playbook,
    Playbook.Trigger trigger,
    String common,
    List<DeviceId> devices,
    List<DeviceId> atRisk,
    Playbook.Response response,
    State state,
    String decidedBy) {
  /** Copies the lists. */
  public IncidentView {
    devices = List.copyOf(devices);
    atRisk = List.copyOf(atRisk);
  }

  /** Where an incident stands. */
  public enum State {
    /** It waits for a person. */
    OPEN,
    /** Its response was carried out. */
    ANSWERED,
    /** A person decided against the response. */
    DISMISSED
  }
}
