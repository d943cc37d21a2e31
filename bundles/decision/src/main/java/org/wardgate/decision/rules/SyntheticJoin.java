package org.wardgate.decision.rules;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.WardState;

/**
 * A made-up ward with two made-up devices: one that does everything right, and its hostile twin,
 * whose evidence is contraindicated. The answers of the stages are made up too; the rules, the MUD
 * compiler and the trust evaluator are the real ones.
 */
public final class SyntheticJoin {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final DeviceId GOOD = new DeviceId("probe-good");
  private static final DeviceId HOSTILE = new DeviceId("probe-hostile");
  private static final String MUD_URL = "https://mud.probe.example/probe.json";

  /** What evidence says of a device's protection; a good device has all of it. */
  private static final List<String> CONTROLS =
      List.of(
          "secure-boot",
          "access-control",
          "control-flow-integrity",
          "secure-ota",
          "isolation",
          "config-integrity");

  private static final String MUD_FILE =
      """
      {"ietf-mud:mud":{"mud-version":1,"mud-url":"https://mud.probe.example/probe.json",
        "last-update":"2026-01-01T00:00:00+00:00","cache-validity":48,"is-supported":true,
        "systeminfo":"probe",
        "from-device-policy":{"access-lists":{"access-list":[{"name":"from"}]}},
        "to-device-policy":{"access-lists":{"access-list":[{"name":"to"}]}}},
       "ietf-access-control-list:acls":{"acl":[
        {"name":"from","type":"ipv4-acl-type","aces":{"ace":[{"name":"out",
          "matches":{"ipv4":{"ietf-acldns:dst-dnsname":"cloud.probe.example","protocol":6},
            "tcp":{"ietf-mud:direction-initiated":"from-device",
              "destination-port":{"operator":"eq","port":443}}},
          "actions":{"forwarding":"accept"}}]}},
        {"name":"to","type":"ipv4-acl-type","aces":{"ace":[{"name":"in",
          "matches":{"ipv4":{"ietf-acldns:src-dnsname":"cloud.probe.example","protocol":6},
            "tcp":{"ietf-mud:direction-initiated":"from-device",
              "source-port":{"operator":"eq","port":443}}},
          "actions":{"forwarding":"accept"}}]}}]}}
      """;

  private final Reducer reducer;
  private final WardState state = new WardState("probe");
  private final List<Intent> intents = new ArrayList<>();

  private SyntheticJoin(MudCompiler compiler, TrustEvaluator evaluator) {
    this.reducer = new Reducer(compiler, evaluator, DecisionLimits.DEFAULT);
  }

  /** What is wrong; empty if the good device is admitted and its twin is not. */
  public static String findings(MudCompiler compiler, TrustEvaluator evaluator) {
    try {
      SyntheticJoin ward = new SyntheticJoin(compiler, evaluator);
      ward.submit(new InventoryChanged(id("inventory"), inventory()));
      String good = ward.walk(GOOD, Tier.AFFIRMING);
      String hostile = ward.walk(HOSTILE, Tier.CONTRAINDICATED);
      if (!good.equals(DeviceState.ADMITTED.name())) {
        return "a good device is not admitted but " + good;
      }
      return hostile.equals(DeviceState.QUARANTINED.name()) && ward.nothingFor(HOSTILE)
          ? ""
          : "a hostile device is not kept out: " + hostile;
    } catch (RuntimeException | LinkageError e) {
      return "joining fails: " + e;
    }
  }

  private String walk(DeviceId device, Tier tier) {
    submit(
        new DeviceIdentified(
            id("hello"),
            new PeerIdentity(
                PeerIdentity.Kind.IDEVID, device, key(device).sha256(), Optional.of(MUD_URL)),
            binding(device).address(),
            TransportKind.COAP));
    answer(
        NetworkIntent.BindAddress.class,
        ask -> new NetworkEvent.AddressBound(ask.correlationId(), device, binding(device)));
    answer(
        MudIntent.FetchMudFile.class,
        ask ->
            new MudEvent.MudFileVerified(
                ask.correlationId(),
                device,
                new VerifiedMudFile(
                    MUD_URL, Bytes.of(MUD_FILE.getBytes(StandardCharsets.UTF_8)), "CN=probe")));
    submit(new EvidenceAppraised(id("evidence"), device, evidence(device, tier)));
    submit(new EnrolmentRequested(id("enrol-" + device), device, key(device)));
    answer(
        PkiIntent.IssueCertificate.class,
        ask ->
            new PkiEvent.CertificateIssued(
                ask.correlationId(), device, Bytes.ofHex("00"), NOW.plusSeconds(3_600)));
    answer(EnforcementIntent.class, ask -> new EnforcementEvent.Enforced(ask.correlationId()));
    return state.deviceCase(device).map(known -> known.standing().state().name()).orElse("unknown");
  }

  private void submit(Event event) {
    var step = reducer.reduce(state, event, new Moment(NOW, 1_000));
    step.outcomes().forEach(state::apply);
    intents.addAll(step.intents());
  }

  /** Answers what was asked last of that kind, once. */
  private <I extends Intent> void answer(
      Class<I> kind, java.util.function.Function<I, Event> answer) {
    for (int i = intents.size() - 1; i >= 0; i--) {
      Intent asked = intents.get(i);
      if (kind.isInstance(asked)) {
        intents.remove(i);
        submit(answer.apply(kind.cast(asked)));
        return;
      }
    }
  }

  private boolean nothingFor(DeviceId device) {
    return state
        .deviceCase(device)
        .map(known -> known.policy().target().isEmpty() && !known.life().certificate().present())
        .orElse(true);
  }

  private static AttestationResult evidence(DeviceId device, Tier tier) {
    boolean good = tier == Tier.AFFIRMING;
    return new AttestationResult(
        Purpose.ENROLMENT,
        tier,
        Map.of("executables", tier.value()),
        CONTROLS.stream().collect(Collectors.toMap(control -> control, control -> good)),
        Optional.of(key(device).sha256()),
        key(device),
        "probe",
        good
            ? Optional.empty()
            : Optional.of(Problem.of(AttestationErrors.UNKNOWN_MEASUREMENT, "probe")));
  }

  private static InventorySnapshot inventory() {
    Map<DeviceId, InventoryEntry> entries = Map.of(GOOD, entry(GOOD), HOSTILE, entry(HOSTILE));
    return new InventorySnapshot(
        1,
        Map.of(
            "probe",
            new Manufacturer(
                "probe",
                "Probe",
                List.of(),
                List.of(),
                List.of(),
                List.of("mud.probe.example"),
                false,
                0)),
        Map.of("probe", new DeviceClass("probe", 0.6, 0.5, 60, 3)),
        entries,
        Map.of(serial(GOOD), GOOD, serial(HOSTILE), HOSTILE));
  }

  private static InventoryEntry entry(DeviceId device) {
    return new InventoryEntry(
        device,
        device.value(),
        "probe",
        "probe",
        device.value(),
        false,
        List.of(),
        Optional.empty());
  }

  private static SerialKey serial(DeviceId device) {
    return new SerialKey("probe", device.value());
  }

  private static NetworkBinding binding(DeviceId device) {
    int last = device.equals(GOOD) ? 1 : 2;
    try {
      return new NetworkBinding(
          InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last}),
          "02:00:00:00:00:0" + last);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static Bytes key(DeviceId device) {
    return Bytes.of(device.value().getBytes(StandardCharsets.UTF_8));
  }

  private static CorrelationId id(String text) {
    return new CorrelationId("probe-" + text);
  }
}
