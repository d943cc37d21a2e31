package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.MONITOR;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** One inventory cannot isolate a ward, and what is cut already does not count twice. */
class InventoryCapTest {
  private final Walk walk = new Walk(); // at most one device at once

  private void inventory(long version, List<DeviceId> devices) {
    walk.submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(version, devices)));
  }

  @Test
  void anInventoryThatIsHeldIsRefusedSoThatNobodyElseGoesByIt() {
    TestWard.ALL.forEach(walk::admit);
    inventory(2, List.of(PUMP));
    assertThat(walk.last().kind()).isEqualTo("inventory.held");
    assertThat(walk.last().refusal().orElseThrow().code()).isEqualTo(InventoryErrors.HELD.code());
    assertThat(walk.state().inventory().version()).isEqualTo(1);
    TestWard.ALL.forEach(d -> assertThat(walk.stateOf(d)).isEqualTo(DeviceState.ADMITTED));
  }

  @Test
  void aDeviceThatLostItsPlaceBeforeAndKeepsItsFloorDoesNotHoldTheNextInventory() {
    TestWard.ALL.forEach(walk::admit);
    inventory(2, List.of(PUMP, MONITOR));
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    inventory(3, List.of(MONITOR));
    assertThat(walk.last().refusal()).isEmpty();
    assertThat(walk.state().inventory().version()).isEqualTo(3);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
  }
}
