package org.wardgate.attestation.scheme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborMap;

/**
 * What a device may tell about its run time, in private claims that every token may carry
 * (docs/attestation-protocol.md). Immutable.
 *
 * @param batteryPercent 0 to 100
 * @param heartbeat digest of the code in memory, taken while it runs
 * @param controlFlow digest of the edges that control flow took since the last one
 */
public record RuntimeClaims(
    OptionalInt batteryPercent, Optional<Bytes> heartbeat, Optional<Bytes> controlFlow) {
  /** Battery, in percent. */
  public static final long LABEL_BATTERY = -77_001;

  /** Heartbeat digest. */
  public static final long LABEL_HEARTBEAT = -77_002;

  /** Control-flow digest. */
  public static final long LABEL_CONTROL_FLOW = -77_003;

  private static final Set<Integer> DIGEST_BYTES = Set.of(32, 48, 64);
  private static final long PERCENT_MAX = 100;

  /**
   * Reads them.
   *
   * @throws RefusedException {@code WG-ATT-0013}
   */
  public static RuntimeClaims read(CborMap map) throws RefusedException {
    ClaimMap claims = new ClaimMap("", map);
    Optional<Long> battery = claims.optionalInteger(LABEL_BATTERY, 0, PERCENT_MAX);
    return new RuntimeClaims(
        battery.isPresent() ? OptionalInt.of(Math.toIntExact(battery.get())) : OptionalInt.empty(),
        claims.optionalBytes(LABEL_HEARTBEAT, DIGEST_BYTES),
        claims.optionalBytes(LABEL_CONTROL_FLOW, DIGEST_BYTES));
  }

  /** Components measured at boot, and after them what was measured while running. */
  public List<MeasuredComponent> with(List<MeasuredComponent> measuredAtBoot) {
    if (heartbeat.isEmpty() && controlFlow.isEmpty()) {
      return measuredAtBoot;
    }
    List<MeasuredComponent> all = new ArrayList<>(measuredAtBoot);
    heartbeat.ifPresent(digest -> all.add(measured(Components.HEARTBEAT, digest)));
    controlFlow.ifPresent(digest -> all.add(measured(Components.CONTROL_FLOW, digest)));
    return all;
  }

  private static MeasuredComponent measured(String name, Bytes digest) {
    return new MeasuredComponent(name, Optional.empty(), Components.digest(digest), "", true);
  }

  /** The same as facts. */
  public Map<String, FactValue> facts() {
    Map<String, FactValue> facts = new HashMap<>();
    batteryPercent.ifPresent(percent -> facts.put("battery-percent", FactValue.of(percent)));
    heartbeat.ifPresent(digest -> facts.put("heartbeat", FactValue.of(digest)));
    controlFlow.ifPresent(digest -> facts.put("control-flow", FactValue.of(digest)));
    return facts;
  }
}
