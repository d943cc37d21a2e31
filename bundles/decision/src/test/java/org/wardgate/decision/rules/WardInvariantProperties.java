package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.rules.Happenings.Happening;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.PolicyFacts;

/**
 * Whatever happens, in whatever order, to a ward with whatever floors: nobody who is protected has
 * less than the floor, and nobody has more than a floor without right. The number of histories is
 * jqwik's default; {@code -Djqwik.tries.default=N} makes it more.
 */
class WardInvariantProperties {
  @Provide
  Arbitrary<List<Happening>> histories() {
    return Combinators.combine(
            Arbitraries.frequency(
                net.jqwik.api.Tuple.of(30, Happenings.Kind.BLOW),
                net.jqwik.api.Tuple.of(4, Happenings.Kind.BREAK_GLASS),
                net.jqwik.api.Tuple.of(4, Happenings.Kind.OVERRULE),
                net.jqwik.api.Tuple.of(3, Happenings.Kind.ACCEPT),
                net.jqwik.api.Tuple.of(3, Happenings.Kind.END_EXEMPTION),
                net.jqwik.api.Tuple.of(3, Happenings.Kind.ADVISORY),
                net.jqwik.api.Tuple.of(2, Happenings.Kind.APPROVE_ADVISORY),
                net.jqwik.api.Tuple.of(6, Happenings.Kind.MEASURED),
                net.jqwik.api.Tuple.of(2, Happenings.Kind.ANSWER_INCIDENT),
                net.jqwik.api.Tuple.of(2, Happenings.Kind.DISMISS_INCIDENT),
                net.jqwik.api.Tuple.of(4, Happenings.Kind.INVENTORY),
                net.jqwik.api.Tuple.of(3, Happenings.Kind.MUD_CHANGED),
                net.jqwik.api.Tuple.of(1, Happenings.Kind.CHANGE_OFFERED),
                net.jqwik.api.Tuple.of(1, Happenings.Kind.CHANGE_TRIED),
                net.jqwik.api.Tuple.of(1, Happenings.Kind.APPROVE_CHANGE),
                net.jqwik.api.Tuple.of(2, Happenings.Kind.UNENFORCEABLE),
                net.jqwik.api.Tuple.of(3, Happenings.Kind.ISSUED),
                net.jqwik.api.Tuple.of(8, Happenings.Kind.PLACED),
                net.jqwik.api.Tuple.of(3, Happenings.Kind.HOURS),
                net.jqwik.api.Tuple.of(3, Happenings.Kind.RESTART),
                net.jqwik.api.Tuple.of(5, Happenings.Kind.ADMIT)),
            Arbitraries.of(TherapyFloorProperties.Kind.values()),
            Arbitraries.of(TestWard.ALL),
            Arbitraries.integers().between(0, 100_000))
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property
  void nobodyFallsBelowTheFloorAndNobodyRisesAboveItWithoutRight(
      @ForAll("histories") List<Happening> histories,
      @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = 124) int floors,
      @ForAll boolean attests) {
    Walk walk = new Walk(FloorWard.inventory(1, floors, attests));
    TestWard.ALL.forEach(d -> Happenings.admit(walk, d));
    Watch watch = new Watch(walk);
    watch.look("admission");
    for (Happening happening : histories) {
      Happenings.happen(walk, happening, attests);
      watch.look(happening.toString());
    }
  }

  /** Looks at a ward after each step. */
  private static final class Watch {
    private final Walk walk;
    private final Map<DeviceId, Set<FlowRule>> told = new HashMap<>();
    private final Set<DeviceId> keepsAll = new HashSet<>();
    private int intentsCount;

    Watch(Walk walk) {
      this.walk = walk;
    }

    void look(String after) {
      List<Intent> all = walk.all(Intent.class);
      all.subList(intentsCount, all.size()).forEach(this::hear);
      intentsCount = all.size();
      for (DeviceId device : TestWard.ALL) {
        walk.state().deviceCase(device).ifPresent(c -> look(c, after + " → " + c));
      }
    }

    private void hear(Intent intent) {
      if (intent instanceof EnforcementIntent.Place place) {
        hear(place.placement());
      } else if (intent instanceof EnforcementIntent.Remove remove) {
        told.put(remove.device(), Set.of());
      } else if (intent instanceof EnforcementIntent.Reconcile reconcile) {
        told.clear();
        reconcile.placements().forEach(this::hear);
      }
    }

    private void hear(Placement placement) {
      told.put(placement.device(), flows(Optional.of(placement.policy())));
    }

    private void look(DeviceCase c, String why) {
      floor(c, why);
      right(c, why);
      if (c.standing().state() == DeviceState.RETIRED
          || c.standing().state() == DeviceState.REFUSED) {
        assertThat(c.exemptions().all()).as(why).isEmpty();
      }
    }

    private void floor(DeviceCase c, String why) {
      PolicyFacts policy = c.policy();
      Set<FlowRule> target = flows(policy.target().flatMap(walk.state()::policy));
      Set<FlowRule> floor = flows(policy.floor().flatMap(walk.state()::policy));
      boolean known =
          walk.state().inventory().entry(c.device()).isPresent()
              && !policy.equals(PolicyFacts.NONE);
      if (known) {
        List<FlowRule> listed =
            walk.state().inventory().entry(c.device()).orElseThrow().therapyFloor();
        assertThat(floor).as(why).containsExactlyInAnyOrderElementsOf(listed);
      }
      if (policy.floorHolds()) {
        assertThat(target).as(why).containsAll(floor);
        if (!c.location().bindings().isEmpty()) {
          assertThat(told.getOrDefault(c.device(), Set.of()))
              .as("told; %s", why)
              .containsAll(floor);
        }
      }
      if (policy.floorHolds() && floor.isEmpty()) {
        if (keepsAll.contains(c.device())) {
          assertThat(target).as(why).isNotEmpty();
        }
        if (!target.isEmpty()) {
          keepsAll.add(c.device());
        }
      } else {
        keepsAll.remove(c.device());
      }
    }

    /** Declared traffic is anything beyond the floor. */
    private void right(DeviceCase c, String why) {
      Optional<PolicySet> target = c.policy().target().flatMap(walk.state()::policy);
      List<FlowRule> more = new ArrayList<>(flows(target));
      more.removeAll(flows(c.policy().floor().flatMap(walk.state()::policy)));
      boolean nobodySaidWhatItCanMiss = c.policy().floorHolds() && c.policy().floor().isEmpty();
      boolean oldFloor = more.stream().allMatch(rule -> rule.name().startsWith("floor/"));
      if (more.isEmpty() || nobodySaidWhatItCanMiss || oldFloor) {
        return;
      }
      assertThat(c.policy().profile()).as(why).isPresent();
      assertThat(c.life().certified() || c.exemptions().glassBroken()).as(why).isTrue();
      boolean evidence = c.trust().attestation().map(a -> a.tier() == Tier.AFFIRMING).orElse(false);
      assertThat(evidence || c.exemptions().grant().isPresent() || c.exemptions().accepted())
          .as(why)
          .isTrue();
    }

    private static Set<FlowRule> flows(Optional<PolicySet> policy) {
      Set<FlowRule> flows = new HashSet<>();
      policy.ifPresent(
          p -> Stream.concat(p.fromDevice().stream(), p.toDevice().stream()).forEach(flows::add));
      return flows;
    }
  }
}
