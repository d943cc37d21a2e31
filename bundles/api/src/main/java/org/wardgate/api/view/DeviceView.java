package org.wardgate.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.transport.TransportKind;

/**
 * A device as people see it.
 *
 * @param device its id
 * @param name from the inventory, or what a stranger claims
 * @param deviceClass from the inventory, or {@code unknown}
 * @param transport how it talks to us
 * @param address its IP address, empty if not known
 * @param mac its hardware address, empty if not known
 * @param state where it stands
 * @param trust projected probability of its actual trust level, 0 to 1; absent if never weighed
 * @param reason one line: why it stands there
 * @param problem what is wrong, absent if nothing is
 * @param profile id of the policy in force, empty if none
 * @param mudUrl of its MUD file, empty if not known
 * @param since when it came into this state
 * @param attestedAt when evidence was last affirmed, absent if never
 * @param history newest last, at most 32 lines
 */
public record DeviceView(
    DeviceId device,
    String name,
    String deviceClass,
    TransportKind transport,
    String address,
    String mac,
    DeviceState state,
    Optional<Double> trust,
    String reason,
    Optional<Problem> problem,
    String profile,
    String mudUrl,
    Instant since,
    Optional<Instant> attestedAt,
    List<HistoryLine> history) {
  /** Copies the list. */
  public DeviceView {
    history = List.copyOf(history);
  }

  /**
   * One step of a device's way.
   *
   * @param at when
   * @param sequence of the journal record that holds it
   * @param line for people
   */
  public record HistoryLine(Instant at, long sequence, String line) {}
}
