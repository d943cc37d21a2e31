package org.wardgate.emulators.provision;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.DeviceConfig;
import org.wardgate.emulators.device.WardConfig;
import org.wardgate.emulators.net.Plan;

/** Writes what the ward process needs. */
final class WardFile {
  private static final int TARGETS_MAX_COUNT = 12;
  private static final long START_PERIOD_MILLIS = 400;
  private static final long START_ALL_MILLIS = 6_000;
  private static final long CLONE_DELAY_MILLIS = 10_000;

  private final DemoLayout layout;
  private final Plan plan;
  private final long driftAfterSeconds;

  /**
   * @param driftAfterSeconds when firmware changes that changes at runtime; 0 for as usual
   */
  WardFile(DemoLayout layout, Plan plan, long driftAfterSeconds) {
    this.layout = layout;
    this.plan = plan;
    this.driftAfterSeconds = driftAfterSeconds;
  }

  void write(List<Roster.Member> members, Map<String, Maker> makers) throws IOException {
    List<String> addresses =
        members.stream().map(member -> plan.slot(member.index()).address()).toList();
    long period = Math.min(START_PERIOD_MILLIS, START_ALL_MILLIS / members.size());
    List<DeviceConfig> devices =
        members.stream()
            .map(
                member -> {
                  Maker maker = Objects.requireNonNull(makers.get(member.model().makerId()));
                  return device(member, maker.telemetryName(), addresses, period);
                })
            .toList();
    JsonFiles.write(
        layout.wardConfig(),
        new WardConfig(plan.coaps(), plan.resolver(), devices, 0, driftAfterSeconds));
  }

  private DeviceConfig device(
      Roster.Member member, String telemetryName, List<String> addresses, long periodMillis) {
    String own = plan.slot(member.index()).address();
    return new DeviceConfig(
        member.id(),
        member.behaviour(),
        own,
        layout.device(member.id()).toString(),
        member.model().proof(),
        Factory.booted(member),
        Factory.later(member),
        member.model().telemetry() ? telemetryName : "",
        plan.telemetry().port(),
        member.model().alarms() ? List.of(plan.nurseStation()) : List.of(),
        member.behaviour().hostile() && plan.enforcing() ? targets(own, addresses) : List.of(),
        member.index() * periodMillis
            // a copy comes when the original is settled
            + (member.behaviour() == Behaviour.CLONED_IDENTITY ? CLONE_DELAY_MILLIS : 0));
  }

  /** The neighbours and the internet. */
  private List<String> targets(String own, List<String> addresses) {
    return Stream.concat(
            addresses.stream().filter(address -> !address.equals(own)).limit(TARGETS_MAX_COUNT),
            Stream.of(plan.telemetry().address(), plan.broker().address()))
        .toList();
  }
}
