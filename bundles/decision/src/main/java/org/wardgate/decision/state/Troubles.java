package org.wardgate.decision.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.Playbook;

/**
 * Which devices had the same trouble lately, and when, by the monotonic clock. Known while this
 * process runs.
 *
 * @param lastMillis by device, the oldest first, at most {@value #DEVICES_MAX_COUNT}
 */
public record Troubles(Map<DeviceId, Long> lastMillis) {
  /** Most devices remembered of a trouble. */
  public static final int DEVICES_MAX_COUNT = 1_024;

  /** Most troubles remembered; the one that was seen the longest ago is forgotten. */
  public static final int KEYS_MAX_COUNT = 1_024;

  /** Nobody had it. */
  public static final Troubles NONE = new Troubles(Map.of());

  /** Copies the map, in its order. */
  public Troubles {
    lastMillis = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(lastMillis));
  }

  /**
   * What devices have in common.
   *
   * @param trigger kind of trouble
   * @param common firmware or destination; empty if nothing but the time
   */
  public record Key(Playbook.Trigger trigger, String common) {}

  /** One device has it now. */
  public Troubles plus(DeviceId device, long nowMillis) {
    Map<DeviceId, Long> more = new LinkedHashMap<>(lastMillis);
    more.remove(device);
    more.put(device, nowMillis);
    if (more.size() > DEVICES_MAX_COUNT) {
      Iterator<DeviceId> oldest = more.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return new Troubles(more);
  }

  /** The devices that had it since an instant. */
  public java.util.List<DeviceId> since(long fromMillis) {
    return lastMillis.entrySet().stream()
        .filter(e -> e.getValue() >= fromMillis)
        .map(Map.Entry::getKey)
        .toList();
  }
}
