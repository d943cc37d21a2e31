package org.wardgate.attestation.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.DeviceId;
import org.wardgate.attestation.scheme.Evidence;

/**
 * The newest authentic evidence of each device, so that a change can be tried before it counts. In
 * memory only; of too many devices the one that was silent longest is forgotten. Thread-safe.
 */
public final class NewestEvidence {
  /** Most devices. */
  public static final int DEVICES_MAX_COUNT = 10_000;

  /** Largest evidence that is kept, in bytes. */
  public static final int SIZE_MAX_BYTES = 8_192;

  private final int devicesMaxCount;
  private final Map<DeviceId, Evidence> newest = new LinkedHashMap<>();

  /** Empty, of the usual size. */
  public NewestEvidence() {
    this(DEVICES_MAX_COUNT);
  }

  NewestEvidence(int devicesMaxCount) {
    this.devicesMaxCount = devicesMaxCount;
  }

  /** Remembers evidence in place of what its device sent before. */
  public synchronized void put(Evidence evidence) {
    if (evidence.content().length() > SIZE_MAX_BYTES) {
      return;
    }
    // taken out first, so that the order is that of arrival
    newest.remove(evidence.device());
    if (newest.size() >= devicesMaxCount) {
      newest.remove(newest.keySet().iterator().next());
    }
    newest.put(evidence.device(), evidence);
  }

  /** All that is remembered now. */
  public synchronized List<Evidence> all() {
    return List.copyOf(newest.values());
  }
}
