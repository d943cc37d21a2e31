package org.wardgate.api.mud;

import java.time.Instant;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;

/** What the MUD file manager is asked to do. */
public sealed interface MudIntent extends Intent {
  /**
   * Get a MUD file, from its maker or from the local store, and verify it.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param device for whom
   * @param manufacturerId whose signers count
   * @param mudUrl from the IDevID or the inventory
   */
  record FetchMudFile(
      CorrelationId correlationId,
      Instant deadline,
      DeviceId device,
      String manufacturerId,
      String mudUrl)
      implements MudIntent {}
}
