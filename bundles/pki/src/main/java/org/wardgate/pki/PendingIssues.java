package org.wardgate.pki;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.DeviceId;

/**
 * Certificates being made. A revocation that comes meanwhile counts for them too: else a device
 * would have a certificate that was asked for before it was cut. Thread-safe.
 */
final class PendingIssues {
  private final Map<DeviceId, Set<Ticket>> tickets = new HashMap<>();

  /** One certificate being made. */
  static final class Ticket {
    private final DeviceId device;
    private volatile boolean revoked;

    private Ticket(DeviceId device) {
      this.device = device;
    }

    /** Whether the device was not revoked since. */
    boolean valid() {
      return !revoked;
    }
  }

  synchronized Ticket begin(DeviceId device) {
    Ticket ticket = new Ticket(device);
    tickets.computeIfAbsent(device, d -> new HashSet<>()).add(ticket);
    return ticket;
  }

  synchronized void end(Ticket ticket) {
    tickets.computeIfPresent(
        ticket.device,
        (device, all) -> {
          all.remove(ticket);
          return all.isEmpty() ? null : all;
        });
  }

  /** What was begun for the device shall not be issued. */
  synchronized void revoke(DeviceId device) {
    tickets.getOrDefault(device, Set.of()).forEach(ticket -> ticket.revoked = true);
  }
}
