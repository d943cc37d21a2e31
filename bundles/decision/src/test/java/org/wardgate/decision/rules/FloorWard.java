package org.wardgate.decision.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.inventory.Playbook.Response;
import org.wardgate.api.inventory.Playbook.Trigger;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;
import org.wardgate.decision.TestWard;

/** Inventories of {@link TestWard}'s devices with any floors. */
final class FloorWard {
  /** Kinds of protection: none, two floors with one or two flows, life support without flows. */
  static final int KINDS_COUNT = 5;

  private FloorWard() {}

  private static FlowRule flow(int port) {
    return new FlowRule(
        "floor/" + port,
        FlowRule.Action.ACCEPT,
        FlowRule.Family.IPV4,
        FlowRule.Protocol.TCP,
        PortRange.ANY,
        PortRange.of(port),
        new Remote.Prefix("10.1.0.9/32"),
        port % 2 == 0 ? FlowRule.Initiation.FROM_DEVICE : FlowRule.Initiation.TO_DEVICE);
  }

  private static List<FlowRule> floor(int kind) {
    return switch (kind) {
      case 1 -> List.of(TestWard.floorFlow());
      case 2 -> List.of(flow(9200));
      case 3 -> List.of(flow(9200), flow(9301));
      default -> List.of();
    };
  }

  /**
   * An inventory.
   *
   * @param pick which protection each device has, a digit each
   * @param attests whether its class attests
   */
  static InventorySnapshot inventory(long version, int pick, boolean attests) {
    InventorySnapshot plain = TestWard.inventory(version, TestWard.ALL);
    Map<DeviceId, InventoryEntry> entries = new HashMap<>();
    int left = pick;
    for (DeviceId device : TestWard.ALL) {
      int kind = left % KINDS_COUNT;
      left /= KINDS_COUNT;
      entries.put(
          device,
          new InventoryEntry(
              device,
              device.value(),
              "class",
              "acme",
              "sn-" + device,
              kind == 4,
              floor(kind),
              Optional.empty()));
    }
    Assurance assurance = new Assurance(attests, "", Optional.empty(), 1, 5, 3_600, 300, List.of());
    DeviceClass deviceClass =
        new DeviceClass("class", 0.7, 0.5, 10, 3, Set.of(JoinMethod.CERTIFICATE), false, assurance);
    return new InventorySnapshot(
        version,
        plain.manufacturers(),
        Map.of("class", deviceClass),
        entries,
        plain.bySerial(),
        plain.mudServices(),
        Map.of(),
        Map.of(),
        playbooks(pick));
  }

  private static List<Playbook> playbooks(int pick) {
    Response response = List.of(Response.values()).get(pick % Response.values().length);
    return List.of(
        new Playbook("fw", Trigger.SAME_FIRMWARE, 2, 600, response, pick % 2 == 0),
        new Playbook("dst", Trigger.SAME_DESTINATION, 2, 600, response, pick % 3 == 0),
        new Playbook("time", Trigger.SAME_TIME, 2, 60, response, true));
  }
}
