package org.wardgate.emulators.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  @Test
  void everyDeviceHasAPlaceOfItsOwn() {
    Plan plan = Plan.namespaces();
    Plan.Slot first = plan.slot(0);
    Plan.Slot last = plan.slot(Plan.DEVICES_MAX_COUNT - 1);
    assertThat(first.address()).isEqualTo("10.77.0.11");
    assertThat(first.mac()).isEqualTo("02:77:00:00:00:0b");
    assertThat(last.address()).isEqualTo("10.77.0.210");
    assertThat(last.deviceInterface()).hasSizeLessThanOrEqualTo(15);
    assertThat(first.routingTable()).isNotEqualTo(last.routingTable());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Plan.DEVICES_MAX_COUNT})
  void thereIsNoPlaceBeyond(int index) {
    assertThatThrownBy(() -> Plan.namespaces().slot(index))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void networksAsPrefixes() {
    assertThat(Plan.namespaces().wardCidr()).isEqualTo("10.77.0.0/24");
    assertThat(Plan.namespaces().hospitalCidr()).isEqualTo("198.51.100.0/24");
  }
}
