package org.wardgate.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;

class PolicyWordsTest {
  private static final Remote NAME = new Remote.Name("mud.example.com");
  private static final PortRange ANY = PortRange.ANY;
  private static final PortRange P443 = PortRange.of(443);

  @Test
  void saysWhoMayOpenAndWhoMayAnswer() {
    FlowRule opens = rule(Action.ACCEPT, Protocol.TCP, ANY, P443, NAME, Initiation.FROM_DEVICE);
    FlowRule serves = rule(Action.ACCEPT, Protocol.TCP, P443, ANY, NAME, Initiation.TO_DEVICE);

    assertThat(PolicyWords.of(opens))
        .isEqualTo("device may open TCP connections to port 443 of mud.example.com (IPv4)");
    assertThat(PolicyWords.of(opens, false))
        .isEqualTo(
            "mud.example.com may answer TCP connections that the device opened to port 443"
                + " (IPv4)");
    assertThat(PolicyWords.of(serves))
        .isEqualTo("mud.example.com may open TCP connections to the device's port 443 (IPv4)");
    assertThat(PolicyWords.of(serves, true))
        .isEqualTo(
            "device may answer TCP connections that mud.example.com opened to its port 443"
                + " (IPv4)");
  }

  @Test
  void saysDenialsRangesAndFarEnds() {
    FlowRule deny =
        rule(
            Action.DENY,
            Protocol.UDP,
            PortRange.of(68),
            new PortRange(1, 9),
            new Remote.LocalNetworks(),
            Initiation.EITHER);

    assertThat(PolicyWords.of(deny, true))
        .isEqualTo(
            "device may not send UDP to ports 1 to 9 of the local networks from its port 68"
                + " (IPv4)");
    assertThat(PolicyWords.of(deny, false))
        .isEqualTo(
            "the local networks may not send UDP from ports 1 to 9 to the device's port 68"
                + " (IPv4)");
    assertThat(PolicyWords.of(deny))
        .isEqualTo(
            "device and the local networks may not exchange UDP, remote ports 1 to 9, device"
                + " port 68 (IPv4)");
  }

  @Test
  void namesEveryKindOfFarEnd() {
    assertThat(farEnd(new Remote.Any())).isEqualTo("device may send anything to anyone (IPv4)");
    assertThat(farEnd(new Remote.Prefix("10.0.0.0/8"))).contains(" to 10.0.0.0/8 ");
    assertThat(farEnd(new Remote.Controller("my-controller"))).contains(" to its controllers ");
    assertThat(farEnd(new Remote.Controller("urn:x"))).contains(" to the hosts of class urn:x ");
    assertThat(farEnd(new Remote.Maker("a.example"))).contains(" to devices of a.example ");
    assertThat(farEnd(new Remote.Model("https://a.example/x")))
        .contains(" to devices with MUD URL https://a.example/x ");
  }

  @Test
  void namesHardwareAndWhatMustHoldAtOnce() {
    assertThat(farEnd(new Remote.Hardware("02:00:00:00:00:01")))
        .contains(" to the ward device 02:00:00:00:00:01 ");
    assertThat(farEnd(new Remote.Both(new Remote.Prefix("10.0.0.0/8"), NAME)))
        .contains(" to 10.0.0.0/8 within mud.example.com ");
    assertThat(farEnd(new Remote.Controller("urn:\n$(x)"))).contains(" of class urn:?$(x) ");
    assertThat(farEnd(new Remote.Maker("a\u202eb"))).contains(" of a?b ");
  }

  @Test
  void saysProtocolNumbersAndIcmpMessages() {
    assertThat(PolicyWords.of(numbered(47), true))
        .isEqualTo("device may send IP protocol 47 to anyone (IPv4)");
    assertThat(PolicyWords.of(icmp(Family.IPV4, 8, 0), true))
        .isEqualTo("device may send ICMP type 8 code 0 to anyone (IPv4)");
    assertThat(PolicyWords.of(icmp(Family.IPV6, 128, -1), false))
        .isEqualTo("anyone may send ICMPv6 type 128 to the device");
    assertThat(PolicyWords.of(icmp(Family.IPV4, -1, 3), true))
        .isEqualTo("device may send ICMP code 3 to anyone (IPv4)");
  }

  private static FlowRule numbered(int number) {
    return new FlowRule(
        "acl/ace",
        Action.ACCEPT,
        Family.IPV4,
        Protocol.NUMBERED,
        ANY,
        ANY,
        new Remote.Any(),
        Initiation.EITHER,
        OptionalInt.of(number),
        Optional.empty());
  }

  private static FlowRule icmp(Family family, int type, int code) {
    return new FlowRule(
        "acl/ace",
        Action.ACCEPT,
        family,
        Protocol.ICMP,
        ANY,
        ANY,
        new Remote.Any(),
        Initiation.EITHER,
        OptionalInt.empty(),
        Optional.of(new IcmpMessage(octet(type), octet(code))));
  }

  private static OptionalInt octet(int value) {
    return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static String farEnd(Remote remote) {
    return PolicyWords.of(
        rule(Action.ACCEPT, Protocol.ANY, ANY, ANY, remote, Initiation.EITHER), true);
  }

  private static FlowRule rule(
      Action action,
      Protocol protocol,
      PortRange device,
      PortRange far,
      Remote remote,
      Initiation initiation) {
    return new FlowRule("acl/ace", action, Family.IPV4, protocol, device, far, remote, initiation);
  }
}
