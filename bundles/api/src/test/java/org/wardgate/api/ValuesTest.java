package org.wardgate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.Problem;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.trust.Opinion;

/** Values refuse what they cannot mean. */
class ValuesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "Pump", "-a", "a b", "a/b", "../x", "a\n", "ä", "$(reboot)", "a;b", "a\"b"})
  void deviceIdsAreSafeEverywhere(String text) {
    assertThatThrownBy(() -> new DeviceId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deviceIdsHaveALengthLimit() {
    assertThat(new DeviceId("a".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new DeviceId("a".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\n", "a/b"})
  void correlationIdsAreSafeEverywhere(String text) {
    assertThatThrownBy(() -> new CorrelationId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesCannotBeChangedFromOutside() {
    byte[] content = {1, 2, 3};
    Bytes bytes = Bytes.of(content);
    content[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes).isEqualTo(Bytes.ofHex("010203")).isNotEqualTo(Bytes.ofHex("010204"));
  }

  @Test
  void portRangesAreInOrderAndInRange() {
    assertThatThrownBy(() -> new PortRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PortRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PortRange(0, 65_536)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02:00:00:00:00", "02:00:00:00:00:0g", "020000000000", "x; drop"})
  void hardwareAddressesHaveOneForm(String mac) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    assertThatThrownBy(() -> new NetworkBinding(address, mac))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123", "0123456789ABCDEF", "g123456789abcdef"})
  void profileIdsHaveOneForm(String id) {
    assertThatThrownBy(() -> new ProfileId(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void opinionsSumToOne() {
    assertThat(new Opinion(0.2, 0.3, 0.5, 0.5).projectedProbability()).isEqualTo(0.45);
    assertThatThrownBy(() -> new Opinion(0.2, 0.3, 0.6, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Opinion(-0.1, 0.6, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Opinion(Double.NaN, 0.5, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void detailsAreCleanedAndCut() {
    assertThat(Problem.clean("a\nb\u001b[31m\u2028c\u202e")).isEqualTo("a?b?[31m?c?");
    assertThat(Problem.clean("x".repeat(500))).hasSize(Problem.DETAIL_MAX_CHARS);
    assertThat(Problem.clean("\ud83d\ude00".repeat(300)).length())
        .isLessThanOrEqualTo(Problem.DETAIL_MAX_CHARS);
  }
}
