package org.wardgate.conformity.testing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Evidence;
import org.wardgate.conformity.statement.Standing;
import org.wardgate.conformity.statement.Status;

/** Certificates and statuses. */
public final class Examples {
  /** The gateway of all of them. */
  public static final String GATEWAY = "gateway-1";

  /** The device of all of them. */
  public static final DeviceId DEVICE = new DeviceId("pump-1");

  /** The id of all of them. */
  public static final Bytes ID = Bytes.ofHex("00112233445566778899aabbccddeeff");

  private Examples() {}

  /** Evidence that is affirmed. */
  public static Evidence evidence(Instant at) {
    return new Evidence(
        at,
        Tier.AFFIRMING,
        Map.of("instance-identity", 2, "executables", 3, "hardware", -2),
        Bytes.ofHex("ab".repeat(32)),
        "infusion-pump v3",
        "pump v7",
        "2.1");
  }

  /** A device that is trusted. */
  public static Standing trusted() {
    return new Standing(
        Decision.TRUSTED,
        DeviceState.ADMITTED,
        Set.of(Measure.ADMIT, Measure.RESTRICT),
        Map.of("bolus", false, "telemetry", true),
        Optional.empty(),
        new Opinion(0.6, 0.01, 0.39, 0.5),
        0.75,
        Optional.of(evidence(TestWard.NOW.minusSeconds(5))));
  }

  /** A device that was cut off, and has no evidence. */
  public static Standing distrusted() {
    return new Standing(
        Decision.NOT_TRUSTED,
        DeviceState.QUARANTINED,
        Set.of(Measure.QUARANTINE),
        Map.of(),
        Optional.of(TrustView.Exemption.Kind.BREAK_GLASS),
        new Opinion(0, 1, 0, 0.5),
        0.75,
        Optional.empty());
  }

  /** A certificate of two minutes. */
  public static Claims claims(Standing standing, Optional<Bytes> key) {
    return new Claims(
        ID, GATEWAY, DEVICE, TestWard.NOW, TestWard.NOW.plusSeconds(120), key, standing);
  }

  /** A status said at {@link TestWard#NOW}. */
  public static Status status(Status.State state) {
    return new Status(
        ID,
        GATEWAY,
        TestWard.NOW,
        TestWard.NOW.plusSeconds(60),
        state,
        state == Status.State.REVOKED ? Optional.of(TestWard.NOW) : Optional.empty(),
        state == Status.State.REVOKED ? Optional.of(Decision.NOT_TRUSTED) : Optional.empty());
  }
}
