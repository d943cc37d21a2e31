package org.wardgate.decision;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.AdvisoryEvent.AdvisoryVerified;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.DeviceConfiguration;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.MudErrors;
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

  /** The inventory, with what the hospital adds to MUD files and what it says of acme. */
  public static InventorySnapshot inventory(
      long version, List<DeviceId> devices, MudServices services, boolean bootstrapping) {
    InventorySnapshot plain = inventory(version, devices);
    Manufacturer acme =
        new Manufacturer(
            "acme",
            "Acme",
            List.of(),
            List.of(),
            List.of(),
            List.of("mud.acme.example"),
            bootstrapping,
            0);
    return new InventorySnapshot(
        version,
        Map.of("acme", acme),
        plain.classes(),
        plain.devices(),
        plain.bySerial(),
        services,
        Map.of());
  }

  /** The inventory with a MUD URL assigned to every device. */
  public static InventorySnapshot assigning(
      long version, List<DeviceId> devices, MudServices services, String mudUrl) {
    InventorySnapshot plain = inventory(version, devices, services, false);
    Map<DeviceId, InventoryEntry> entries = new java.util.HashMap<>();
    plain
        .devices()
        .forEach(
            (id, e) ->
                entries.put(
                    id,
                    new InventoryEntry(
                        id,
                        e.name(),
                        e.deviceClass(),
                        e.manufacturerId(),
                        e.serial(),
                        e.lifeSupport(),
                        e.therapyFloor(),
                        Optional.of(mudUrl))));
    return new InventorySnapshot(
        version,
        plain.manufacturers(),
        plain.classes(),
        entries,
        plain.bySerial(),
        services,
        Map.of());
  }

  /** The inventory with another device in a device's place. */
  public static InventorySnapshot replacing(
      long version, List<DeviceId> devices, DeviceId place, String serial) {
    InventorySnapshot plain = inventory(version, devices);
    Map<DeviceId, InventoryEntry> entries = new java.util.HashMap<>(plain.devices());
    InventoryEntry e = entry(place);
    entries.put(
        place,
        new InventoryEntry(
            place,
            e.name(),
            e.deviceClass(),
            e.manufacturerId(),
            serial,
            e.lifeSupport(),
            e.therapyFloor(),
            e.mudUrl()));
    return new InventorySnapshot(
        version, plain.manufacturers(), plain.classes(), entries, plain.bySerial());
  }

  /** The inventory with a class for whose devices the gateway may make keys. */
  public static InventorySnapshot allowingServerKeys() {
    InventorySnapshot plain = inventory(1, ALL);
    return new InventorySnapshot(
        1,
        plain.manufacturers(),
        Map.of(
            "class",
            new DeviceClass("class", 0.7, 0.5, 10, 3, Set.of(JoinMethod.CERTIFICATE), true)),
        plain.devices(),
        plain.bySerial());
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

  /**
   * A pure stand-in for the compiler. The words of a file's content: {@code fw=REV} its firmware
   * revision, {@code boot} a bootstrapping profile, {@code ctrl=CLASS} a rule about a controller
   * class, {@code port=N} another port, {@code conf=TEXT} a configuration, {@code nofw} no firmware
   * revision, {@code certified} and {@code expired} a certificate, {@code bad} a file that is
   * refused.
   */
  public static MudCompiler compiler() {
    return file -> {
      List<String> words =
          List.of(new String(file.content().toArray(), StandardCharsets.UTF_8).split(" "));
      if (words.contains("bad")) {
        throw new RefusedException(MudErrors.NOT_JSON, "bad");
      }
      Optional<PolicySet> bootstrapping =
          words.contains("boot")
              ? Optional.of(policy("bootstrapping:" + file.mudUrl(), file, 53, List.of()))
              : Optional.empty();
      int port = Integer.parseInt(word(words, "port=").orElse("443"));
      List<String> classes = word(words, "ctrl=").stream().toList();
      return new CompiledMudFile(
          policy(file.mudUrl(), file, port, classes), bootstrapping, facts(words));
    };
  }

  private static Optional<String> word(List<String> words, String before) {
    return words.stream()
        .filter(w -> w.startsWith(before))
        .map(w -> w.substring(before.length()))
        .findFirst();
  }

  private static MudFacts facts(List<String> words) {
    Instant expiresAt = START.plusSeconds(words.contains("expired") ? -1 : 86_400 * 365);
    boolean certified = words.contains("certified") || words.contains("expired");
    return new MudFacts(
        START,
        48,
        true,
        "a device",
        "acme",
        "model",
        words.contains("nofw") ? "" : word(words, "fw=").orElse("1.0"),
        "",
        List.of(),
        certified
            ? Optional.of(new MudFacts.Certification("EUCC", "high", "C-1", expiresAt))
            : Optional.empty(),
        word(words, "conf=")
            .map(text -> new DeviceConfiguration("text/plain", Bytes.of(bytes(text)))),
        List.of(new MudFacts.Link("sbom", "https://acme.example/sbom")),
        List.of());
  }

  private static PolicySet policy(
      String origin, VerifiedMudFile file, int port, List<String> classes) {
    List<FlowRule> rules = new java.util.ArrayList<>();
    rules.add(rule(port, new Remote.Name("cloud.example")));
    classes.forEach(uri -> rules.add(rule(8443, new Remote.Controller(uri))));
    String id = Bytes.of(bytes(origin + rules)).sha256().hex().substring(0, 16);
    return new PolicySet(
        new ProfileId(id), origin, file.content().sha256().hex(), rules, List.of());
  }

  private static FlowRule rule(int port, Remote remote) {
    return new FlowRule(
        "acl/ace" + port,
        FlowRule.Action.ACCEPT,
        FlowRule.Family.IPV4,
        FlowRule.Protocol.TCP,
        PortRange.ANY,
        PortRange.of(port),
        remote,
        FlowRule.Initiation.EITHER);
  }

  /** A pure stand-in for trust: attested, not contraindicated, fewer than three destinations. */
  public static TrustEvaluator evaluator() {
    return q -> {
      Outcome outcome =
          q.attestation().contraindicated() || q.behaviour().destinationsCount() >= 3
              ? Outcome.NOT_TRUSTED
              : q.attestation().affirmed() ? Outcome.TRUSTED : Outcome.UNDECIDABLE;
      Opinion actual =
          switch (outcome) {
            case TRUSTED -> new Opinion(0.8, 0.1, 0.1, 0.5);
            case NOT_TRUSTED -> new Opinion(0, 1, 0, 0.5);
            case UNDECIDABLE -> Opinion.VACUOUS;
          };
      return new TrustVerdict(outcome, actual, q.requirement().requiredTrust(), Map.of());
    };
  }

  /** A correlation id. */
  public static CorrelationId id(String text) {
    return new CorrelationId(text);
  }

  /** Where a device is attached. */
  public static NetworkBinding binding(DeviceId device) {
    String name = device.value();
    int n =
        name.startsWith("dev-")
            ? 100 + Integer.parseInt(name.substring("dev-".length()))
            : 10 + ALL.indexOf(device);
    return new NetworkBinding(address(10, 1, 0, n), String.format("02:00:00:00:00:%02x", n));
  }

  /** A second address of a device. */
  public static InetAddress further(DeviceId device) {
    return address(10, 1, 1, 10 + ALL.indexOf(device));
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
    return identified(device, Optional.of(mudUrl(device)));
  }

  /** A finished handshake with an IDevID that names a MUD URL, or none. */
  public static DeviceIdentified identified(DeviceId device, Optional<String> mudUrl) {
    return new DeviceIdentified(
        id("hs-" + device),
        new PeerIdentity(
            PeerIdentity.Kind.IDEVID, device, Bytes.of(bytes(device.value())).sha256(), mudUrl),
        binding(device).address(),
        TransportKind.COAP);
  }

  /** A device's MUD URL. */
  public static String mudUrl(DeviceId device) {
    String model = device.value().startsWith("dev-") ? "dev" : device.value();
    return "https://mud.acme.example/" + model + ".json";
  }

  /** Its verified file. */
  public static VerifiedMudFile file(DeviceId device) {
    return new VerifiedMudFile(mudUrl(device), Bytes.of(bytes("{}")), "CN=acme");
  }

  /** Its verified file with certain content, see {@link #compiler}. */
  public static VerifiedMudFile file(DeviceId device, String content) {
    return new VerifiedMudFile(mudUrl(device), Bytes.of(bytes(content)), "CN=acme");
  }

  /** Devices of one model: {@code dev-0}, {@code dev-1} and so on, at most 100. */
  public static List<DeviceId> fleet(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(n -> new DeviceId("dev-" + n))
        .toList();
  }

  /** An advisory of acme about some devices' models. */
  public static AdvisoryVerified advisory(
      long version, Advisory.Response response, boolean withdrawn, String... mudUrls) {
    return advisory("ADV-1", version, response, withdrawn, List.of(), mudUrls);
  }

  /** An advisory of acme. */
  public static AdvisoryVerified advisory(
      String id,
      long version,
      Advisory.Response response,
      boolean withdrawn,
      List<String> firmwareRevs,
      String... mudUrls) {
    return advisoryOf("acme", id, version, response, withdrawn, firmwareRevs, mudUrls);
  }

  /** An advisory of anybody about acme's models. */
  public static AdvisoryVerified advisoryOf(
      String issuer,
      String id,
      long version,
      Advisory.Response response,
      boolean withdrawn,
      List<String> firmwareRevs,
      String... mudUrls) {
    return new AdvisoryVerified(
        id("adv"),
        new Advisory(
            id,
            version,
            issuer,
            START,
            START.plusSeconds(86_400 * 30),
            java.util.Arrays.stream(mudUrls)
                .map(url -> new Advisory.Affected("acme", url, firmwareRevs))
                .toList(),
            response,
            "a hole",
            List.of("CVE-2026-1"),
            withdrawn,
            "00"));
  }

  /** The key it wants certified. */
  public static Bytes key(DeviceId device) {
    return Bytes.of(bytes("key of " + device));
  }

  /** Its request. */
  public static EnrolmentRequested requested(DeviceId device) {
    return new EnrolmentRequested(id("sen-" + device), device, key(device));
  }

  /** Its request to renew its certificate. */
  public static EnrolmentRequested renewing(DeviceId device) {
    return new EnrolmentRequested(
        id("sren-" + device),
        device,
        key(device),
        key(device).sha256(),
        EnrolmentRequested.Reason.RENEW);
  }

  /** A finished handshake with its LDevID. */
  public static DeviceIdentified identifiedAgain(DeviceId device) {
    return identifiedAs(PeerIdentity.Kind.LDEVID, device);
  }

  /** A finished handshake with a certain proof. */
  public static DeviceIdentified identifiedAs(PeerIdentity.Kind kind, DeviceId device) {
    return new DeviceIdentified(
        id("hs-" + device),
        new PeerIdentity(kind, device, Bytes.of(bytes(kind + "")).sha256(), Optional.empty()),
        binding(device).address(),
        TransportKind.COAP);
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
