package org.wardgate.decision;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** A small ward: a pump without floor, a ventilator with one, a monitor that is life support. */
public final class TestWard {
  /** When tests begin. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Has no floor. */
  public static final DeviceId PUMP = new DeviceId("pump-1");

  /** Has a floor. */
  public static final DeviceId VENTILATOR = new DeviceId("ventilator-1");

  /** Life support without listed flows. */
  public static final DeviceId MONITOR = new DeviceId("monitor-1");

  /** All of them. */
  public static final List<DeviceId> ALL = List.of(PUMP, VENTILATOR, MONITOR);

  private TestWard() {}

  /** The floor's only flow. */
  public static FlowRule floorFlow() {
    return new FlowRule(
        "floor/nurse",
        FlowRule.Action.ACCEPT,
        FlowRule.Family.IPV4,
        FlowRule.Protocol.TCP,
        PortRange.ANY,
        PortRange.of(9100),
        new Remote.Prefix("10.1.0.9/32"),
        FlowRule.Initiation.FROM_DEVICE);
  }

  /** The inventory. */
  public static InventorySnapshot inventory(long version, List<DeviceId> devices) {
    Map<DeviceId, InventoryEntry> entries =
        devices.stream().collect(java.util.stream.Collectors.toMap(d -> d, TestWard::entry));
    Map<SerialKey, DeviceId> serials =
        devices.stream()
            .collect(
                java.util.stream.Collectors.toMap(d -> new SerialKey("acme", "sn-" + d), d -> d));
    return new InventorySnapshot(
        version,
        Map.of(),
        Map.of("class", new DeviceClass("class", 0.7, 0.5, 10, 3)),
        entries,
        serials);
  }

  private static InventoryEntry entry(DeviceId device) {
    return new InventoryEntry(
        device,
        device.value(),
        "class",
        "acme",
        "sn-" + device,
        device.equals(MONITOR),
        device.equals(VENTILATOR) ? List.of(floorFlow()) : List.of(),
        Optional.empty());
  }

  /** A pure stand-in for the compiler: one rule per file. */
  public static MudCompiler compiler() {
    return file -> new CompiledMudFile(policy(file), Optional.empty(), facts());
  }

  private static MudFacts facts() {
    return new MudFacts(
        START,
        48,
        true,
        "a device",
        "acme",
        "model",
        "1.0",
        "",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static PolicySet policy(VerifiedMudFile file) {
    return new PolicySet(
        new ProfileId(Bytes.of(bytes(file.mudUrl())).sha256().hex().substring(0, 16)),
        file.mudUrl(),
        file.content().sha256().hex(),
        List.of(
            new FlowRule(
                "acl/ace",
                FlowRule.Action.ACCEPT,
                FlowRule.Family.IPV4,
                FlowRule.Protocol.TCP,
                PortRange.ANY,
                PortRange.of(443),
                new Remote.Name("cloud.example"),
                FlowRule.Initiation.EITHER)),
        List.of());
  }

  /** A pure stand-in for trust: attested, not contraindicated, fewer than three destinations. */
  public static TrustEvaluator evaluator() {
    return q -> {
      Outcome outcome =
          q.contraindicated() || q.destinationsCount() >= 3
              ? Outcome.NOT_TRUSTED
              : q.attested() ? Outcome.TRUSTED : Outcome.UNDECIDABLE;
      Opinion actual =
          switch (outcome) {
            case TRUSTED -> new Opinion(0.8, 0.1, 0.1, 0.5);
            case NOT_TRUSTED -> new Opinion(0, 1, 0, 0.5);
            case UNDECIDABLE -> Opinion.VACUOUS;
          };
      return new TrustVerdict(outcome, actual, q.requiredTrust(), Map.of());
    };
  }

  /** A correlation id. */
  public static CorrelationId id(String text) {
    return new CorrelationId(text);
  }

  /** Where a device is attached. */
  public static NetworkBinding binding(DeviceId device) {
    int n = 10 + ALL.indexOf(device);
    return new NetworkBinding(address(10, 1, 0, n), String.format("02:00:00:00:00:%02x", n));
  }

  private static InetAddress address(int a, int b, int c, int d) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A finished handshake with an IDevID. */
  public static DeviceIdentified identified(DeviceId device) {
    return new DeviceIdentified(
        id("hs-" + device),
        new PeerIdentity(
            PeerIdentity.Kind.IDEVID,
            device,
            Bytes.of(bytes(device.value())).sha256(),
            Optional.of(mudUrl(device))),
        binding(device).address(),
        TransportKind.COAP);
  }

  /** A device's MUD URL. */
  public static String mudUrl(DeviceId device) {
    return "https://mud.acme.example/" + device + ".json";
  }

  /** Its verified file. */
  public static VerifiedMudFile file(DeviceId device) {
    return new VerifiedMudFile(mudUrl(device), Bytes.of(bytes("{}")), "CN=acme");
  }

  /** The key it wants certified. */
  public static Bytes key(DeviceId device) {
    return Bytes.of(bytes("key of " + device));
  }

  /** Its request. */
  public static EnrolmentRequested requested(DeviceId device) {
    return new EnrolmentRequested(id("sen-" + device), device, key(device));
  }

  /** Appraised evidence. */
  public static EvidenceAppraised evidence(
      String correlation, DeviceId device, Purpose purpose, Tier tier) {
    Optional<Problem> problem =
        tier == Tier.AFFIRMING
            ? Optional.empty()
            : Optional.of(Problem.of(AttestationErrors.UNKNOWN_MEASUREMENT, "M1"));
    return new EvidenceAppraised(
        id(correlation),
        device,
        new AttestationResult(
            purpose,
            tier,
            Map.of("executables", tier.value()),
            Map.of("secure-boot", tier == Tier.AFFIRMING),
            purpose == Purpose.ENROLMENT ? Optional.of(key(device).sha256()) : Optional.empty(),
            Bytes.of(bytes("evidence")).sha256(),
            "ref-1",
            problem));
  }

  /** Denied packets. */
  public static PacketsDenied denied(DeviceId device, int count, int destinations) {
    return new PacketsDenied(
        id("v-" + device), binding(device), address(10, 1, 0, 99), 6, 22, count, destinations);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
