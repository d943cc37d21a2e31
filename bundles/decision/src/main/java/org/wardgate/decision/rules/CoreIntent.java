package org.wardgate.decision.rules;

import java.time.Instant;
import java.util.List;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;

/** What the decision core asks of its own journal. */
public sealed interface CoreIntent extends Intent {
  /**
   * Erase the journal's records of devices that the state knows no more about.
   *
   * @param correlationId the answering {@code RecordsErased} or {@code IntentFailed} repeats it
   * @param deadline when waiting ends
   * @param devices which
   */
  record EraseRecords(CorrelationId correlationId, Instant deadline, List<DeviceId> devices)
      implements CoreIntent {
    /** Copies the list. */
    public EraseRecords {
      devices = List.copyOf(devices);
    }
  }
}
