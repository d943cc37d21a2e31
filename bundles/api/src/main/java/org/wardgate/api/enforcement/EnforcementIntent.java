package org.wardgate.api.enforcement;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.policy.PolicySet;

/** What enforcement is asked to do. */
public sealed interface EnforcementIntent extends Intent {
  /**
   * From now on the device may do what the policy says. Replaces what it had; live flows the new
   * policy does not allow are cut.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param placement device, addresses, policy
   */
  record Place(CorrelationId correlationId, Instant deadline, Placement placement)
      implements EnforcementIntent {}

  /**
   * From now on the device may do nothing; live flows are cut. Idempotent.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param device which
   */
  record Remove(CorrelationId correlationId, Instant deadline, DeviceId device)
      implements EnforcementIntent {}

  /**
   * After a start: exactly these devices may do exactly this. One change, closing before opening.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param placements all of them
   */
  record Reconcile(CorrelationId correlationId, Instant deadline, List<Placement> placements)
      implements EnforcementIntent {
    /** Copies the list. */
    public Reconcile {
      placements = List.copyOf(placements);
    }
  }

  /**
   * A name was resolved: every rule that mentions it covers these addresses until they expire.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param name as in {@link org.wardgate.api.policy.Remote.Name}
   * @param ttlSecondsByAddress how long each address counts, at most 86,400 seconds
   */
  record InsertAddresses(
      CorrelationId correlationId,
      Instant deadline,
      String name,
      Map<InetAddress, Integer> ttlSecondsByAddress)
      implements EnforcementIntent {
    /** Copies the map. */
    public InsertAddresses {
      ttlSecondsByAddress = Map.copyOf(ttlSecondsByAddress);
    }
  }

  /**
   * A device with its addresses and policy.
   *
   * @param device which
   * @param binding where
   * @param policy what it may do
   */
  record Placement(
      DeviceId device, org.wardgate.api.policy.NetworkBinding binding, PolicySet policy) {}
}
