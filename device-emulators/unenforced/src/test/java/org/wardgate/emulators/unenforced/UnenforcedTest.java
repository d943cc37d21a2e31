package org.wardgate.emulators.unenforced;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;

class UnenforcedTest {
  private static final CorrelationId ID = new CorrelationId("test-1");
  private static final DeviceId DEVICE = new DeviceId("pump-01");

  @Test
  void itSaysThatItEnforcesNothing() {
    UnenforcedPolicies policies = new UnenforcedPolicies();
    assertThat(policies.description()).isEqualTo("NOT ENFORCING");
    assertThat(policies.execute(new EnforcementIntent.Remove(ID, Instant.MAX, DEVICE)))
        .isCompletedWithValue(new EnforcementEvent.Enforced(ID));
  }

  @Test
  void everyAddressHasAHardwareAddressOfItsOwn() throws UnknownHostException {
    assertThat(mac(11)).isEqualTo("02:77:00:4d:00:0b").isNotEqualTo(mac(12));
  }

  private static String mac(int host) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 77, 0, (byte) host});
    NetworkEvent event =
        new LoopbackNetwork()
            .execute(new NetworkIntent.BindAddress(ID, Instant.MAX, DEVICE, address))
            .toCompletableFuture()
            .join();
    return ((NetworkEvent.AddressBound) event).binding().mac();
  }
}
