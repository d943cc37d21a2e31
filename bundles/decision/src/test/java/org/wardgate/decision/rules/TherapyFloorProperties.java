package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.DeviceCase;

/** Therapy before policy: whatever happens, an admitted device with a floor keeps it. */
class TherapyFloorProperties {
  @Property(tries = 1_000)
  void neverBelowTheFloorWhateverTheCause(@ForAll("histories") List<Blow> blows) {
    Walk walk = new Walk();
    TestWard.ALL.forEach(walk::admit);
    for (Blow blow : blows) {
      walk.pass(Duration.ofSeconds(blow.waitSeconds()));
      int before = walk.all(Intent.class).size();
      walk.submit(event(walk, blow));
      List<Intent> fresh = walk.all(Intent.class).subList(before, walk.all(Intent.class).size());
      fresh.forEach(intent -> assertKeepsFloors(walk, intent));
      assertThat(target(walk, TestWard.VENTILATOR))
          .hasValueSatisfying(p -> assertThat(p.fromDevice()).contains(TestWard.floorFlow()));
      assertThat(target(walk, TestWard.MONITOR)).isPresent();
      TestWard.ALL.forEach(d -> assertAdmittedOnAffirmedEvidence(walk.of(d)));
    }
  }

  private static void assertAdmittedOnAffirmedEvidence(DeviceCase c) {
    if (c.standing().state() == DeviceState.ADMITTED) {
      assertThat(c.trust().attestation())
          .as("%s", c)
          .hasValueSatisfying(a -> assertThat(a.tier()).isEqualTo(Tier.AFFIRMING));
    }
  }

  private static void assertKeepsFloors(Walk walk, Intent intent) {
    if (intent instanceof EnforcementIntent.Remove remove) {
      assertThat(remove.device()).isEqualTo(TestWard.PUMP);
    } else if (intent instanceof EnforcementIntent.Place place) {
      assertPlacement(place.placement());
    } else if (intent instanceof EnforcementIntent.Reconcile reconcile) {
      reconcile.placements().forEach(TherapyFloorProperties::assertPlacement);
      List<DeviceId> placed =
          reconcile.placements().stream().map(EnforcementIntent.Placement::device).toList();
      attachedProtected(walk).forEach(d -> assertThat(placed).contains(d));
    }
  }

  private static List<DeviceId> attachedProtected(Walk walk) {
    return List.of(TestWard.VENTILATOR, TestWard.MONITOR).stream()
        .filter(d -> walk.of(d).location().binding().isPresent())
        .toList();
  }

  private static void assertPlacement(EnforcementIntent.Placement placement) {
    if (placement.device().equals(TestWard.VENTILATOR)) {
      assertThat(placement.policy().fromDevice()).startsWith(TestWard.floorFlow());
    }
  }

  private static Optional<PolicySet> target(Walk walk, DeviceId device) {
    DeviceCase c = walk.of(device);
    return c.policy().target().flatMap(walk.state()::policy);
  }

  /** What may happen to a ward. */
  enum Kind {
    TAMPERED,
    VAGUE,
    AFFIRMED,
    ENROL_TAMPERED,
    MISSED,
    SCANS,
    QUARANTINE,
    RELEASE,
    RETIRE,
    INVENTORY_WITHOUT,
    INVENTORY_WITH,
    MUD_REFUSED,
    ENFORCED,
    NOT_ENFORCED,
    RULES_LOST,
    TICK,
    HANDSHAKE,
    ENROL,
    REVOKE,
    REVOKED,
    KEY_SHARED,
    SEEN_TWICE,
    HAND_OVER,
    SIGNED,
    IDEVID_REVOKED,
    REPLACED,
    NOT_CONFIGURED,
    DAYS_WITHOUT_RENEWAL,
    CLOCK_LEAPS,
    LDEVID,
    PEER_LDEVID
  }

  record Blow(Kind kind, DeviceId device, int waitSeconds, int pick) {}

  @Provide
  Arbitrary<List<Blow>> histories() {
    Arbitrary<Blow> blow =
        net.jqwik.api.Combinators.combine(
                Arbitraries.of(Kind.values()),
                Arbitraries.of(TestWard.ALL),
                Arbitraries.integers().between(0, 20),
                Arbitraries.integers().between(0, 1_000))
            .as(Blow::new);
    return blow.list().ofMinSize(1).ofMaxSize(60);
  }

  static Event event(Walk walk, Blow blow) {
    DeviceId d = blow.device();
    return switch (blow.kind()) {
      case TAMPERED -> TestWard.evidence("e", d, Purpose.RUNTIME, Tier.CONTRAINDICATED);
      case VAGUE -> TestWard.evidence("e", d, Purpose.RUNTIME, Tier.NONE);
      case AFFIRMED -> TestWard.evidence("e", d, Purpose.RUNTIME, Tier.AFFIRMING);
      case ENROL_TAMPERED -> TestWard.evidence("e", d, Purpose.ENROLMENT, Tier.CONTRAINDICATED);
      case MISSED ->
          new ChallengeMissed(TestWard.id("m"), d, Problem.of(AttestationErrors.NO_ANSWER, ""));
      case SCANS -> TestWard.denied(d, 50, 20);
      case QUARANTINE -> new Command.Quarantine(TestWard.id("q"), d, "ann", "why");
      case RELEASE -> new Command.Release(TestWard.id("r"), d, "ann", "why");
      case RETIRE -> new Command.Retire(TestWard.id("t"), d, "ann", "why");
      case INVENTORY_WITHOUT ->
          new InventoryChanged(
              TestWard.id("i"),
              TestWard.inventory(
                  walk.state().inventory().version() + 1,
                  TestWard.ALL.stream().filter(x -> !x.equals(d)).toList()));
      case INVENTORY_WITH ->
          new InventoryChanged(
              TestWard.id("i"),
              TestWard.inventory(walk.state().inventory().version() + 1, TestWard.ALL));
      case MUD_REFUSED ->
          new MudEvent.MudFileRefused(TestWard.id("f"), d, Problem.of(MudErrors.BAD_SIGNATURE, ""));
      case ENFORCED -> new EnforcementEvent.Enforced(someIntent(walk, blow));
      case NOT_ENFORCED ->
          new EnforcementEvent.NotEnforced(
              someIntent(walk, blow), Problem.of(EnforcementErrors.NFT_FAILED, ""));
      case RULES_LOST ->
          new EnforcementEvent.RulesLost(
              TestWard.id("l"), Problem.of(EnforcementErrors.NFT_FAILED, ""));
      case TICK -> new CoreEvent.Tick(TestWard.id("t"));
      case HANDSHAKE -> TestWard.identified(d);
      case ENROL -> TestWard.requested(d);
      default -> lifeEvent(walk, blow);
    };
  }

  private static Event lifeEvent(Walk walk, Blow blow) {
    DeviceId d = blow.device();
    DeviceId other = TestWard.ALL.get(blow.pick() % TestWard.ALL.size());
    return switch (blow.kind()) {
      case REVOKE -> new Command.Revoke(TestWard.id("rv"), d, "ann", "why");
      case REVOKED -> new PkiEvent.CertificatesRevoked(TestWard.id("rd"), d, List.of());
      case KEY_SHARED -> new OnboardingEvent.KeySharedByTwo(TestWard.id("ks"), d, other);
      case SEEN_TWICE ->
          new OnboardingEvent.SeenTwice(
              TestWard.id("st"), d, TestWard.binding(d).address(), TestWard.further(d));
      case HAND_OVER -> new Command.HandOver(TestWard.id("ho"), d, "g2", "ann", "why");
      case SIGNED ->
          new OnboardingEvent.HandoverSigned(
              TestWard.id("ho"), d, Optional.of(Bytes.ofHex("d0")), Optional.empty());
      case IDEVID_REVOKED ->
          new OnboardingEvent.PeerRefused(
              TestWard.id("p"),
              DeviceId.unknown(TestWard.identified(d).identity().certificateSha256()),
              "CN=x",
              "10.1.0.1",
              TransportKind.COAP,
              Problem.of(OnboardingErrors.IDEVID_REVOKED, ""));
      case REPLACED ->
          new InventoryChanged(
              TestWard.id("i"),
              TestWard.replacing(
                  walk.state().inventory().version() + 1, TestWard.ALL, d, "sn" + blow.pick() % 3));
      case NOT_CONFIGURED ->
          new OnboardingEvent.ConfigurationNotTaken(
              TestWard.id("c"), d, Problem.of(OnboardingErrors.CONFIGURATION_NOT_TAKEN, ""));
      case DAYS_WITHOUT_RENEWAL -> {
        walk.pass(Duration.ofHours(40));
        yield new CoreEvent.Tick(TestWard.id("t"));
      }
      case CLOCK_LEAPS -> {
        walk.setClock(TestWard.START.plus(Duration.ofDays(365L * (blow.pick() % 140 - 56))));
        yield new CoreEvent.Tick(TestWard.id("t"));
      }
      case LDEVID -> TestWard.identifiedAgain(d);
      default -> TestWard.identifiedAs(PeerIdentity.Kind.PEER_LDEVID, d);
    };
  }

  private static org.wardgate.api.CorrelationId someIntent(Walk walk, Blow blow) {
    List<EnforcementIntent> all = walk.all(EnforcementIntent.class);
    return all.isEmpty() ? TestWard.id("none") : all.get(blow.pick() % all.size()).correlationId();
  }
}
