package org.wardgate.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;

class PolicyExplainerTest {
  private static final FarEnds NOBODY = (remote, address) -> false;
  private static final Remote ANY = new Remote.Any();

  @Test
  void theFirstRuleThatMatchesDecides() throws RefusedException {
    FlowRule deny = rule("f/deny", Action.DENY, Protocol.TCP, PortRange.of(22), ANY);
    FlowRule accept = rule("f/accept", Action.ACCEPT, Protocol.TCP, PortRange.ANY, ANY);

    Explanation ssh = explain(List.of(deny, accept), "from-device,tcp,192.0.2.1:22");
    assertThat(ssh.accepted()).isFalse();
    assertThat(ssh.rule()).contains(deny);
    assertThat(ssh.words())
        .isEqualTo(
            "denied by f/deny of https://a.example/x: device may not send TCP to port 22 of anyone"
                + " (IPv4)");
    Explanation https = explain(List.of(deny, accept), "from-device,tcp,192.0.2.1:443");
    assertThat(https.accepted()).isTrue();
    assertThat(https.rule()).contains(accept);
    assertThat(explain(List.of(accept, deny), "from-device,tcp,192.0.2.1:22").accepted()).isTrue();
  }

  @Test
  void whatNoRuleAcceptsIsDenied() throws RefusedException {
    Explanation none = explain(List.of(), "from-device,tcp,192.0.2.1:22");
    assertThat(none.accepted()).isFalse();
    assertThat(none.rule()).isEmpty();
    assertThat(none.words()).isEqualTo("denied: no rule of https://a.example/x accepts it");
  }

  @Test
  void eachDirectionHasItsOwnRules() throws RefusedException {
    FlowRule accept = rule("f/a", Action.ACCEPT, Protocol.TCP, PortRange.ANY, ANY);
    assertThat(explain(List.of(accept), "to-device,tcp,192.0.2.1:22").accepted()).isFalse();
    PolicySet to = policy(List.of(), List.of(accept));
    Flow flow = FlowText.parse("to-device,tcp,192.0.2.1:22");
    assertThat(PolicyExplainer.explain(to, flow, NOBODY).accepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TCP|from-device,tcp,192.0.2.1:1|true",
        "TCP|from-device,udp,192.0.2.1:1|false",
        "TCP|from-device,tcp,[2001:db8::1]:1|false",
        "UDP|from-device,udp,192.0.2.1:1|true",
        "UDP|from-device,icmp,192.0.2.1,0/0|false",
        "ICMP|from-device,icmp,192.0.2.1,0/0|true",
        "ICMP|from-device,58,192.0.2.1|false",
        "ICMP|from-device,icmp,2001:db8::1,0/0|false",
        "ANY|from-device,47,192.0.2.1|true",
        "ANY|from-device,47,2001:db8::1|false"
      })
  void protocolAndFamilyMustAgree(Protocol protocol, String packet, boolean accepted)
      throws RefusedException {
    FlowRule rule = rule("f/a", Action.ACCEPT, protocol, PortRange.ANY, ANY);
    assertThat(explain(List.of(rule), packet).accepted()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"47,47,true", "47,50,false", "0,0,true", "6,47,false"})
  void numberedProtocolsMatchTheirNumber(int number, int sent, boolean accepted)
      throws RefusedException {
    FlowRule rule =
        new FlowRule(
            "f/a",
            Action.ACCEPT,
            Family.IPV4,
            Protocol.NUMBERED,
            PortRange.ANY,
            PortRange.ANY,
            ANY,
            Initiation.EITHER,
            OptionalInt.of(number),
            Optional.empty());
    assertThat(explain(List.of(rule), "from-device," + sent + ",192.0.2.1").accepted())
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "8,0,8/0,true",
    "8,0,8/1,false",
    "8,0,0/0,false",
    "8,-1,8/9,true",
    "-1,9,8/9,true",
    "-1,9,8/0,false",
    "-1,-1,3/3,true"
  })
  void icmpMessagesMatchTypeAndCode(int type, int code, String sent, boolean accepted)
      throws RefusedException {
    FlowRule rule = icmp(Action.ACCEPT, type, code);
    assertThat(explain(List.of(rule), "from-device,icmp,192.0.2.1," + sent).accepted())
        .isEqualTo(accepted);
  }

  @Test
  void anUnknownIcmpMessageIsDecidedAgainstThePacket() throws Exception {
    Flow unknown =
        new Flow(
            true, 1, InetAddress.getByName("192.0.2.1"), 0, 0, Optional.empty(), Optional.empty());
    FlowRule accept = icmp(Action.ACCEPT, 8, -1);
    FlowRule deny = icmp(Action.DENY, 8, -1);
    FlowRule all = icmp(Action.ACCEPT, -1, -1);
    assertThat(PolicyExplainer.explain(policy(List.of(accept), List.of()), unknown, NOBODY))
        .matches(e -> !e.accepted() && e.rule().isEmpty());
    assertThat(PolicyExplainer.explain(policy(List.of(deny, all), List.of()), unknown, NOBODY))
        .matches(e -> !e.accepted() && e.rule().equals(Optional.of(deny)));
    assertThat(PolicyExplainer.explain(policy(List.of(all), List.of()), unknown, NOBODY).accepted())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from-device,tcp,192.0.2.1:80,9|true",
        "from-device,tcp,192.0.2.1:79,9|false",
        "from-device,tcp,192.0.2.1:82,9|false",
        "from-device,tcp,192.0.2.1:81,8|false",
        "from-device,tcp,192.0.2.1:81|false"
      })
  void bothPortsMustBeInTheirRange(String packet, boolean accepted) throws RefusedException {
    FlowRule rule =
        new FlowRule(
            "f/a",
            Action.ACCEPT,
            Family.IPV4,
            Protocol.TCP,
            PortRange.of(9),
            new PortRange(80, 81),
            ANY,
            Initiation.EITHER);
    assertThat(explain(List.of(rule), packet).accepted()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FROM_DEVICE|from-device,tcp,192.0.2.1:80|true",
        "FROM_DEVICE|from-device,tcp,192.0.2.1:80,1,begun-by-remote|false",
        "FROM_DEVICE|from-device,tcp,192.0.2.1:80,1,begun-by-device|true",
        "TO_DEVICE|from-device,tcp,192.0.2.1:80|false",
        "TO_DEVICE|from-device,tcp,192.0.2.1:80,1,begun-by-remote|true",
        "EITHER|from-device,tcp,192.0.2.1:80,1,begun-by-remote|true"
      })
  void whoBeganMustAgreeAndIsTheSenderIfUnknown(
      Initiation initiation, String packet, boolean accepted) throws RefusedException {
    FlowRule rule =
        new FlowRule(
            "f/a",
            Action.ACCEPT,
            Family.IPV4,
            Protocol.TCP,
            PortRange.ANY,
            PortRange.ANY,
            ANY,
            initiation);
    assertThat(explain(List.of(rule), packet).accepted()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.0.1,true",
    "10.0.0.0/8,11.0.0.1,false",
    "10.1.2.3/32,10.1.2.3,true",
    "10.1.2.3/32,10.1.2.2,false",
    "10.1.2.0/23,10.1.3.9,true",
    "10.1.2.0/23,10.1.4.0,false",
    "0.0.0.0/0,203.0.113.9,true",
    "2001:db8::/32,2001:db8:ffff::1,true",
    "2001:db8::/32,2001:db9::1,false",
    "::/0,10.0.0.1,false",
    "0.0.0.0/0,2001:db8::1,false"
  })
  void prefixesCoverTheirAddresses(String cidr, String address, boolean accepted)
      throws RefusedException {
    boolean ipv6 = address.contains(":");
    FlowRule rule =
        new FlowRule(
            "f/a",
            Action.ACCEPT,
            ipv6 ? Family.IPV6 : Family.IPV4,
            Protocol.ANY,
            PortRange.ANY,
            PortRange.ANY,
            new Remote.Prefix(cidr),
            Initiation.EITHER);
    assertThat(explain(List.of(rule), "from-device,47," + address).accepted()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "example.com/8",
        "10.0.0.0/33",
        "10.0.0/8",
        "1.2.3.4.5/8",
        "256.0.0.0/8",
        "::1%lo/8",
        "10.0.0.0/x"
      })
  void whatIsNoPrefixIsAnErrorAndNeverLookedUp(String cidr) {
    FlowRule rule = rule("f", Action.DENY, Protocol.ANY, PortRange.ANY, new Remote.Prefix(cidr));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> explain(List.of(rule), "from-device,47,192.0.2.1"));
  }

  @Test
  void groupsAndNamesAreAskedForAndBothMeansBoth() throws RefusedException {
    Remote name = new Remote.Name("a.example");
    Remote local = new Remote.LocalNetworks();
    Remote near = new Remote.Prefix("192.0.2.0/24");
    FlowRule rule =
        rule(
            "f/a",
            Action.ACCEPT,
            Protocol.ANY,
            PortRange.ANY,
            new Remote.Both(name, new Remote.Both(local, near)));
    PolicySet policy = policy(List.of(rule), List.of());
    Flow in = FlowText.parse("from-device,47,192.0.2.1");
    Flow out = FlowText.parse("from-device,47,198.51.100.1");
    Set<Remote> asked = new HashSet<>();
    FarEnds all =
        (remote, address) -> {
          asked.add(remote);
          return true;
        };

    assertThat(PolicyExplainer.explain(policy, in, all).accepted()).isTrue();
    assertThat(PolicyExplainer.explain(policy, out, all).accepted()).isFalse();
    assertThat(asked).containsExactlyInAnyOrder(name, local);
    assertThat(PolicyExplainer.explain(policy, in, (remote, a) -> remote.equals(name)).accepted())
        .isFalse();
    assertThat(PolicyExplainer.explain(policy, in, (remote, a) -> remote.equals(local)).accepted())
        .isFalse();
  }

  @Test
  void wordsAreOneCleanLine() throws RefusedException {
    FlowRule hostile = rule("f/\"\n$(x)", Action.ACCEPT, Protocol.ANY, PortRange.ANY, ANY);
    assertThat(explain(List.of(hostile), "from-device,47,192.0.2.1").words())
        .startsWith("accepted by f/\"?$(x) of https://a.example/x")
        .doesNotContain("\n");
  }

  private static Explanation explain(List<FlowRule> from, String packet) throws RefusedException {
    return PolicyExplainer.explain(policy(from, List.of()), FlowText.parse(packet), NOBODY);
  }

  private static PolicySet policy(List<FlowRule> from, List<FlowRule> to) {
    return new PolicySet(new ProfileId("0123456789abcdef"), "https://a.example/x", "00", from, to);
  }

  private static FlowRule rule(
      String name, Action action, Protocol protocol, PortRange far, Remote remote) {
    return new FlowRule(
        name, action, Family.IPV4, protocol, PortRange.ANY, far, remote, Initiation.EITHER);
  }

  private static FlowRule icmp(Action action, int type, int code) {
    return new FlowRule(
        "f/a",
        action,
        Family.IPV4,
        Protocol.ICMP,
        PortRange.ANY,
        PortRange.ANY,
        ANY,
        Initiation.EITHER,
        OptionalInt.empty(),
        Optional.of(new IcmpMessage(octet(type), octet(code))));
  }

  private static OptionalInt octet(int value) {
    return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
