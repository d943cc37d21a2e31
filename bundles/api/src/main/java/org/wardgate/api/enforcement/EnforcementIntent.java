package org.wardgate.api.enforcement;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.policy.NetworkBinding;
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
   * @param bindings where: every address it may use, at least one, at most {@value
   *     #BINDINGS_MAX_COUNT}
   * @param policy what it may do
   * @param floor what is left to it if enforcement is told to close; absent means nothing
   */
  record Placement(
      DeviceId device, List<NetworkBinding> bindings, PolicySet policy, Optional<PolicySet> floor) {
    /** Most addresses of a device. */
    public static final int BINDINGS_MAX_COUNT = 8;

    /**
     * @throws IllegalArgumentException if it has no address, or too many
     */
    public Placement {
      bindings = List.copyOf(bindings);
      if (bindings.isEmpty() || bindings.size() > BINDINGS_MAX_COUNT) {
        throw new IllegalArgumentException(bindings.size() + " addresses");
      }
    }

    /** A device with one address and no floor. */
    public Placement(DeviceId device, NetworkBinding binding, PolicySet policy) {
      this(device, List.of(binding), policy, Optional.empty());
    }
  }
}
