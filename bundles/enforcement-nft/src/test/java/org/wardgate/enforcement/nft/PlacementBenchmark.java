package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.enforcement.nft.Ward.fresh;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;

/**
 * What a change costs through the running component; by hand: {@code -Dwardgate.benchmark=true}.
 */
@EnabledIfSystemProperty(named = "wardgate.benchmark", matches = "true")
class PlacementBenchmark {
  private static final int PROFILES_COUNT = 50;

  @Test
  void placeAndRemove() throws Exception {
    try (Ward ward = new Ward()) {
      NftEnforcer enforcer = ward.enforcer();
      for (int devicesCount : new int[] {10, 1_000, 5_000}) {
        measure(enforcer, devicesCount);
      }
      enforcer.deactivate();
    }
  }

  private static void measure(NftEnforcer enforcer, int devicesCount) throws Exception {
    List<EnforcementIntent.Placement> all = new ArrayList<>();
    for (int i = 0; i < devicesCount; i++) {
      all.add(placement(i));
    }
    long start = System.nanoTime();
    Instant late = Instant.now().plus(Duration.ofMinutes(1));
    execute(enforcer, new EnforcementIntent.Reconcile(fresh(), late, all));
    double reconcileMs = (System.nanoTime() - start) / 1e6;
    double[] place = new double[300];
    double[] remove = new double[300];
    for (int i = 0; i < place.length; i++) {
      start = System.nanoTime();
      execute(enforcer, new EnforcementIntent.Place(fresh(), late, placement(devicesCount + i)));
      place[i] = (System.nanoTime() - start) / 1e6;
    }
    for (int i = 0; i < remove.length; i++) {
      start = System.nanoTime();
      DeviceId device = placement(devicesCount + i).device();
      execute(enforcer, new EnforcementIntent.Remove(fresh(), late, device));
      remove[i] = (System.nanoTime() - start) / 1e6;
    }
    System.out.printf(
        "devices %d: reconcile %.0f ms, place median %.2f ms p95 %.2f ms, remove median %.2f ms%n",
        devicesCount, reconcileMs, at(place, 0.5), at(place, 0.95), at(remove, 0.5));
  }

  private static void execute(NftEnforcer enforcer, EnforcementIntent intent) throws Exception {
    assertThat(Ward.answer(enforcer, intent)).isInstanceOf(EnforcementEvent.Enforced.class);
  }

  private static double at(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static EnforcementIntent.Placement placement(int i) throws Exception {
    byte[] address = {10, (byte) (80 + i / 62_500), (byte) (i / 250), (byte) (i % 250 + 1)};
    String mac = String.format("02:80:00:00:%02x:%02x", i / 256, i % 256);
    return new EnforcementIntent.Placement(
        new DeviceId("device-" + i),
        new NetworkBinding(InetAddress.getByAddress(address), mac),
        policy(i % PROFILES_COUNT));
  }

  private static PolicySet policy(int number) {
    List<FlowRule> rules = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rules.add(Policies.udp(new Remote.Prefix("203.0.113." + i + "/32"), 1_000 * i + number));
    }
    return Policies.both(rules, rules);
  }
}
