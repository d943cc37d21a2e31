package org.wardgate.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;

class FlowTextTest {
  @Test
  void readsTcp() throws RefusedException {
    Flow flow = FlowText.parse("from-device,tcp,192.0.2.1:443");
    assertThat(flow.sent()).isTrue();
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.remote().getHostAddress()).isEqualTo("192.0.2.1");
    assertThat(flow.remotePort()).isEqualTo(443);
    assertThat(flow.devicePort()).isZero();
    assertThat(flow.begun()).isEmpty();
  }

  @Test
  void readsUdpOverIpv6WithTheDevicesPort() throws RefusedException {
    Flow flow = FlowText.parse("to-device,udp,[2001:db8::1]:53,5353");
    assertThat(flow.sent()).isFalse();
    assertThat(flow.protocol()).isEqualTo(17);
    assertThat(flow.remote().getAddress()).hasSize(16);
    assertThat(flow.devicePort()).isEqualTo(5353);
  }

  @Test
  void readsIcmpOfBothFamilies() throws RefusedException {
    Flow flow = FlowText.parse("from-device,icmp,192.0.2.1,8/0");
    assertThat(flow.protocol()).isEqualTo(1);
    assertThat(flow.icmp())
        .isEqualTo(Optional.of(new IcmpMessage(OptionalInt.of(8), OptionalInt.of(0))));
    assertThat(FlowText.parse("from-device,icmp,2001:db8::1,128/0").protocol()).isEqualTo(58);
    assertThat(FlowText.parse("from-device,1,192.0.2.1,8/0")).isEqualTo(flow);
  }

  @Test
  void readsOtherProtocolsByNumber() throws RefusedException {
    assertThat(FlowText.parse("from-device,47,192.0.2.1").protocol()).isEqualTo(47);
    assertThat(FlowText.parse("from-device,58,192.0.2.1").icmp()).isEmpty();
    assertThat(FlowText.parse("from-device,6,192.0.2.1:1").protocol()).isEqualTo(6);
  }

  @Test
  void readsWhoBegan() throws RefusedException {
    assertThat(FlowText.parse("to-device,tcp,192.0.2.1:443,50000,begun-by-device").begun())
        .contains(true);
    assertThat(FlowText.parse("from-device,47,192.0.2.1,begun-by-remote").begun()).contains(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        ",,",
        "begun-by-device",
        "from-device",
        "from-device,tcp",
        "sideways,tcp,192.0.2.1:443",
        "from-device,TCP,192.0.2.1:443",
        "from-device,tcp,192.0.2.1",
        "from-device,tcp,192.0.2.1:65536",
        "from-device,tcp,192.0.2.1:-1",
        "from-device,tcp,192.0.2.1:443,65536",
        "from-device,tcp,192.0.2.1:443,+1",
        "from-device,tcp,192.0.2.1:443,",
        "from-device,tcp,192.0.2.1:443,1,2",
        "from-device,tcp,192.0.2.1:443,1,begun-by-nobody",
        "from-device,tcp,192.0.2:443",
        "from-device,tcp,256.0.2.1:443",
        "from-device,tcp,2001:db8::1:443",
        "from-device,tcp,[192.0.2.1]:443",
        "from-device,tcp,[::ffff:192.0.2.1]:443",
        "from-device,tcp,[fe80::1%eth0]:443",
        "from-device,tcp,localhost:443",
        "from-device, tcp,192.0.2.1:443",
        "from-device,icmp,192.0.2.1",
        "from-device,icmp,192.0.2.1,8",
        "from-device,icmp,192.0.2.1,256/0",
        "from-device,icmp,192.0.2.1,8/256",
        "from-device,icmp,192.0.2.1:8,8/0",
        "from-device,1,192.0.2.1",
        "from-device,58,2001:db8::1",
        "from-device,256,192.0.2.1",
        "from-device,-1,192.0.2.1",
        "from-device,47,192.0.2.1,5",
        "from-device,47,192.0.2.1:5",
        "from-device,47,:::",
        "from-device,47,2001:db8::1::2",
        "from-device,47,example.com"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> FlowText.parse(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).isEqualTo(PolicyErrors.BAD_PACKET));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> FlowText.parse("from-device,tcp," + "1".repeat(200)))
        .isInstanceOf(RefusedException.class);
  }

  @Property(tries = 500)
  void foreignTextIsRefusedAndNothingElse(@ForAll String text) {
    try {
      assertThat(FlowText.parse(text).remote()).isNotNull();
    } catch (RefusedException expected) {
      assertThat(expected.errorCode()).isEqualTo(PolicyErrors.BAD_PACKET);
    }
  }
}
