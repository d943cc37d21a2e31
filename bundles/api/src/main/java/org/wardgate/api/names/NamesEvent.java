package org.wardgate.api.names;

import java.net.InetAddress;
import java.util.Map;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;

/** What the resolver reports. */
public sealed interface NamesEvent extends Event {
  /**
   * A device asked for a name and upstream answered. The device gets the answer after {@link
   * NamesIntent.ReleaseAnswer}.
   *
   * @param correlationId fresh; the release repeats it
   * @param name lower case, without trailing dot
   * @param ttlSecondsByAddress the addresses and how long each counts; at most 32
   */
  record NameResolved(
      CorrelationId correlationId, String name, Map<InetAddress, Integer> ttlSecondsByAddress)
      implements NamesEvent {
    /** Copies the map. */
    public NameResolved {
      ttlSecondsByAddress = Map.copyOf(ttlSecondsByAddress);
    }
  }
}
