package org.wardgate.mud.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.wardgate.mud.testing.MudJson.accept;
import static org.wardgate.mud.testing.MudJson.drop;
import static org.wardgate.mud.testing.MudJson.fromDevice;
import static org.wardgate.mud.testing.MudJson.map;
import static org.wardgate.mud.testing.MudJson.toDevice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.report.Finding;
import org.wardgate.mud.testing.MudJson;

class TranslationTest {
  private static final List<Object> NULLS = List.of(MudJson.NULL);

  @Test
  void whatTheDeviceSendsGoesToTheDestination() throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                accept(
                    "ipv4",
                    map("destination-ipv4-network", "10.1.2.3/8"),
                    "tcp",
                    map(
                        "source-port", map("port", 1000),
                        "destination-port", map("port", 443),
                        "ietf-mud:direction-initiated", "from-device"))));

    assertThat(policy.toDevice()).isEmpty();
    assertThat(policy.fromDevice())
        .containsExactly(
            new FlowRule(
                "fr/a",
                Action.ACCEPT,
                Family.IPV4,
                Protocol.TCP,
                PortRange.of(1000),
                PortRange.of(443),
                new Remote.Prefix("10.0.0.0/8"),
                Initiation.FROM_DEVICE));
  }

  @Test
  void whatIsSentToTheDeviceComesFromTheSource() throws RefusedException {
    PolicySet policy =
        policy(
            toDevice(
                accept(
                    "ipv4",
                    map("ietf-acldns:src-dnsname", "a.example"),
                    "udp",
                    map("source-port", map("port", 53), "destination-port", map("port", 99)))));

    assertThat(policy.toDevice())
        .containsExactly(
            new FlowRule(
                "to/a",
                Action.ACCEPT,
                Family.IPV4,
                Protocol.UDP,
                PortRange.of(99),
                PortRange.of(53),
                new Remote.Name("a.example"),
                Initiation.EITHER));
    assertThat(policy.names()).containsExactly("a.example");
  }

  @ParameterizedTest
  @CsvSource({
    "eq,80,80-80",
    "neq,80,0-79 81-65535",
    "neq,0,1-65535",
    "neq,65535,0-65534",
    "lte,80,0-80",
    "lte,0,0-0",
    "gte,80,80-65535",
    "gte,0,0-65535"
  })
  void portOperatorsBecomeRanges(String operator, int port, String ranges) throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                accept("tcp", map("destination-port", map("operator", operator, "port", port)))));

    assertThat(policy.fromDevice())
        .extracting(rule -> rule.remotePorts().first() + "-" + rule.remotePorts().last())
        .containsExactly(ranges.split(" "));
  }

  @Test
  void notEqualOnBothSidesBecomesFourRules() throws RefusedException {
    Map<String, Object> neq = map("operator", "neq", "port", 5);
    PolicySet policy =
        policy(fromDevice(drop("udp", map("source-port", neq, "destination-port", neq))));

    assertThat(policy.fromDevice()).hasSize(4).allMatch(rule -> rule.action() == Action.DENY);
  }

  @Test
  void abstractionsBecomeRemotes() throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                accept("ietf-mud:mud", map("local-networks", NULLS)),
                accept("ietf-mud:mud", map("controller", "urn:ietf:params:mud:dns")),
                accept("ietf-mud:mud", map("my-controller", NULLS)),
                accept("ietf-mud:mud", map("manufacturer", "Other.example.com")),
                accept("ietf-mud:mud", map("same-manufacturer", NULLS)),
                accept("ietf-mud:mud", map("model", "https://mud.example.com/x"))));

    assertThat(policy.fromDevice())
        .extracting(FlowRule::remote)
        .containsExactly(
            new Remote.LocalNetworks(),
            new Remote.Controller("urn:ietf:params:mud:dns"),
            new Remote.Controller("my-controller"),
            new Remote.Maker("other.example.com"),
            new Remote.Maker("mud.example.com"),
            new Remote.Model("https://mud.example.com/x"));
  }

  @Test
  void withoutFamilyTheListDecidesAndWithoutTypeBothCount() throws RefusedException {
    Map<String, Object> both =
        MudJson.file("mixed-eth-ipv4-ipv6-acl-type", List.of(accept("tcp", map())), List.of());
    assertThat(policy(both).fromDevice())
        .extracting(FlowRule::family)
        .containsExactly(Family.IPV4, Family.IPV6);

    Map<String, Object> ipv6 =
        MudJson.file("ipv6-acl-type", List.of(accept("icmp", map())), List.of());
    assertThat(policy(ipv6).fromDevice())
        .extracting(FlowRule::family, FlowRule::protocol)
        .containsExactly(tuple(Family.IPV6, Protocol.ICMP));
  }

  @Test
  void anEthertypeOfIpOnlyNamesTheFamily() throws RefusedException {
    Map<String, Object> file =
        MudJson.file("eth-acl-type", List.of(accept("eth", map("ethertype", "86dd"))), List.of());
    assertThat(policy(file).fromDevice()).extracting(FlowRule::family).containsExactly(Family.IPV6);
  }

  @Test
  void keepsTheOrderOfListsAndEntries() throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                drop("ipv4", map("destination-ipv4-network", "10.9.0.0/16")),
                accept("ipv4", map("destination-ipv4-network", "10.0.0.0/8"))));
    assertThat(policy.fromDevice())
        .extracting(FlowRule::action)
        .containsExactly(Action.DENY, Action.ACCEPT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ipv4|dscp|1",
        "ipv4|ttl|1",
        "ipv4|source-ipv4-network|10.0.0.0/8",
        "ipv4|ietf-acldns:src-dnsname|me.example",
        "ipv4|ecn|1",
        "ipv4|length|1",
        "ipv4|identification|1",
        "tcp|flags|syn",
        "icmp|rest-of-header|7",
        "udp|length|7",
        "eth|ethertype|86dd",
        "eth|source-mac-address|00:00:00:00:00:01"
      })
  void whatCannotBeMatchedAcceptsNothingAndIsNeverLeftOutOfADenial(
      String container, String key, String value) throws RefusedException {
    Object json = value.matches("[0-9]") ? Integer.valueOf(value) : value;
    Map<String, Object> match = map(key, json);

    Analysis accepting = Analysis.of(MudJson.bytes(fromDevice(accept(container, match))));
    assertThat(accepting.accepted().policy().fromDevice()).isEmpty();
    assertThat(accepting.findings().all())
        .extracting(Finding::errorCode)
        .contains(MudErrors.NOTHING_ACCEPTED);
    refused(fromDevice(drop(container, match)), MudErrors.UNSUPPORTED_MATCH);
    refused(
        fromDevice(MudJson.ace("r", "reject", map(container, match))), MudErrors.UNSUPPORTED_MATCH);
  }

  @Test
  void severalConditionsOnTheFarEndMustAllHold() throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                accept(
                    "ietf-mud:mud",
                    map("local-networks", NULLS),
                    "ipv4",
                    map("destination-ipv4-network", "224.0.0.251/32")),
                accept("ietf-mud:mud", map("local-networks", NULLS, "same-manufacturer", NULLS)),
                drop(
                    "ipv4",
                    map(
                        "ietf-acldns:dst-dnsname",
                        "a.example",
                        "destination-ipv4-network",
                        "10.0.0.0/8"))));
    assertThat(policy.fromDevice())
        .extracting(FlowRule::remote)
        .containsExactly(
            new Remote.Both(new Remote.Prefix("224.0.0.251/32"), new Remote.LocalNetworks()),
            new Remote.Both(new Remote.Maker("mud.example.com"), new Remote.LocalNetworks()),
            new Remote.Both(new Remote.Prefix("10.0.0.0/8"), new Remote.Name("a.example")));
  }

  @Test
  void icmpTypeAndCodeAreKept() throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                accept("icmp", map("type", 8, "code", 0)),
                accept("icmp", map("type", 3)),
                drop("icmp", map("code", 1)),
                accept("icmp", map())));
    assertThat(policy.fromDevice())
        .extracting(FlowRule::icmp)
        .containsExactly(
            Optional.of(new IcmpMessage(OptionalInt.of(8), OptionalInt.of(0))),
            Optional.of(new IcmpMessage(OptionalInt.of(3), OptionalInt.empty())),
            Optional.of(new IcmpMessage(OptionalInt.empty(), OptionalInt.of(1))),
            Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "ipv4,1,ICMP,-1",
    "ipv4,6,TCP,-1",
    "ipv4,17,UDP,-1",
    "ipv4,2,NUMBERED,2",
    "ipv4,58,NUMBERED,58",
    "ipv4,0,NUMBERED,0",
    "ipv6,58,ICMP,-1",
    "ipv6,1,NUMBERED,1",
    "ipv6,255,NUMBERED,255"
  })
  void protocolNumbersAreKept(String family, int number, Protocol protocol, int kept)
      throws RefusedException {
    Map<String, Object> file =
        MudJson.file(
            family + "-acl-type", List.of(accept(family, map("protocol", number))), List.of());
    FlowRule rule = policy(file).fromDevice().get(0);
    assertThat(rule.protocol()).isEqualTo(protocol);
    assertThat(rule.protocolNumber().orElse(-1)).isEqualTo(kept);
  }

  @Test
  void theFarEndsHardwareAddressIsMatched() throws RefusedException {
    Map<String, Object> from =
        MudJson.file(
            "eth-acl-type",
            List.of(accept("eth", map("destination-mac-address", "02:AB:00:00:00:01"))),
            List.of());
    assertThat(policy(from).fromDevice())
        .extracting(FlowRule::remote, FlowRule::family)
        .containsExactly(
            tuple(new Remote.Hardware("02:ab:00:00:00:01"), Family.IPV4),
            tuple(new Remote.Hardware("02:ab:00:00:00:01"), Family.IPV6));
    PolicySet to =
        policy(
            toDevice(
                drop(
                    "eth",
                    map(
                        "source-mac-address", "02-ab-00-00-00-01",
                        "source-mac-address-mask", "ff:ff:ff:ff:ff:ff",
                        "ethertype", "0800"))));
    assertThat(to.toDevice())
        .extracting(FlowRule::remote)
        .containsExactly(new Remote.Hardware("02:ab:00:00:00:01"));
  }

  @Test
  void aMaskOfNothingIsNoCondition() throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                accept(
                    "eth",
                    map(
                        "source-mac-address", "02:00:00:00:00:01",
                        "source-mac-address-mask", "00:00:00:00:00:00",
                        "destination-mac-address", "02:00:00:00:00:01",
                        "destination-mac-address-mask", "00:00:00:00:00:00"))));
    assertThat(policy.fromDevice()).extracting(FlowRule::remote).containsExactly(new Remote.Any());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02:00:00:00:00",
        "02:00:00:00:00:0g",
        "02:00:00:00:00:01:02",
        "x",
        "0200.0000.0001"
      })
  void whatIsNoHardwareAddressIsRefused(String address) {
    refused(
        fromDevice(accept("eth", map("destination-mac-address", address))), MudErrors.BAD_VALUE);
  }

  @Test
  void rangesOfHardwareAddressesCannotBeMatched() throws RefusedException {
    Map<String, Object> range =
        map(
            "destination-mac-address", "02:00:00:00:00:01",
            "destination-mac-address-mask", "ff:ff:ff:00:00:00");
    assertThat(policy(fromDevice(accept("eth", range))).fromDevice()).isEmpty();
    refused(fromDevice(drop("eth", range)), MudErrors.UNSUPPORTED_MATCH);
    refused(
        fromDevice(accept("eth", map("destination-mac-address-mask", "ff:ff:ff:00:00:00"))),
        MudErrors.BAD_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "ethertype,888e",
    "ethertype,0806",
    "destination-mac-address,ff:ff:ff:ff:ff:ff",
    "destination-mac-address,01:00:5e:00:00:fb",
    "source-mac-address,33:33:00:00:00:01"
  })
  void framesThatAreNeverForwardedNeedNoRule(String key, String value) throws RefusedException {
    for (Object ace : List.of(accept("eth", map(key, value)), drop("eth", map(key, value)))) {
      Analysis analysis =
          Analysis.of(MudJson.bytes(MudJson.file("eth-acl-type", List.of(ace), List.of(ace))));
      assertThat(analysis.accepted().policy().fromDevice()).isEmpty();
      assertThat(analysis.accepted().policy().toDevice()).isEmpty();
      assertThat(analysis.findings().all())
          .extracting(Finding::errorCode)
          .containsOnly(MudErrors.NOT_FORWARDED);
    }
  }

  @Test
  void anEntryThatContradictsItselfNeedsNoRule() throws RefusedException {
    for (Object[] match :
        List.of(
            new Object[] {
              "eth", map("ethertype", "86dd"), "ipv4", map("destination-ipv4-network", "10.0.0.0/8")
            },
            new Object[] {"eth", map("ethertype", "86dd"), "ipv4", map("protocol", 6)})) {
      for (Object ace : List.of(accept(match), drop(match))) {
        Analysis analysis = Analysis.of(MudJson.bytes(fromDevice(ace)));
        assertThat(analysis.accepted().policy().fromDevice()).isEmpty();
        assertThat(analysis.findings().all())
            .extracting(Finding::errorCode)
            .containsOnly(MudErrors.MATCHES_NOTHING);
      }
    }
  }

  @Test
  void framesOfEveryKindMeanThoseThatAreForwarded() throws RefusedException {
    PolicySet policy = policy(MudJson.file("eth-acl-type", List.of(accept()), List.of(drop())));
    assertThat(policy.fromDevice())
        .extracting(FlowRule::family)
        .containsExactly(Family.IPV4, Family.IPV6);
    assertThat(policy.toDevice()).extracting(FlowRule::action).containsOnly(Action.DENY);
  }

  @Test
  void onlyControllersWaitForAMapping() {
    Analysis analysis =
        Analysis.of(
            MudJson.bytes(
                fromDevice(
                    MudJson.ace(
                        "c",
                        "accept",
                        map("ietf-mud:mud", map("controller", "urn:x", "local-networks", NULLS))),
                    accept("ietf-mud:mud", map("same-manufacturer", NULLS)))));
    assertThat(analysis.findings().all())
        .filteredOn(finding -> finding.errorCode().equals(MudErrors.WAITS_FOR_MAPPING))
        .extracting(Finding::what)
        .containsExactly("c: urn:x");
  }

  @Test
  void aWholeFamilyAsNetworkIsNoConditionOnTheFarEnd() throws RefusedException {
    PolicySet policy =
        policy(
            fromDevice(
                accept(
                    "ipv4",
                    map(
                        "destination-ipv4-network", "0.0.0.0/0",
                        "source-ipv4-network", "0.0.0.0/0",
                        "ietf-acldns:dst-dnsname", "a.example"))));
    assertThat(policy.fromDevice())
        .extracting(FlowRule::remote)
        .containsExactly(new Remote.Name("a.example"));
  }

  @Test
  void anEntryWithoutMatchesMatchesEverythingAndSaysSo() throws RefusedException {
    Analysis analysis = Analysis.of(MudJson.bytes(fromDevice(accept())));
    assertThat(analysis.accepted().policy().fromDevice())
        .extracting(FlowRule::remote)
        .containsExactly(new Remote.Any());
    assertThat(analysis.findings().all())
        .extracting(Finding::errorCode)
        .contains(MudErrors.OVER_WIDE);
  }

  @Test
  void refusesMoreRulesThanAPolicyMayHave() {
    Map<String, Object> neq = map("operator", "neq", "port", 5);
    List<Object> aces = new ArrayList<>();
    for (int i = 0; i < 2_049; i++) {
      aces.add(accept("udp", map("destination-port", neq)));
    }
    refused(MudJson.file("ipv4-acl-type", aces, List.of()), MudErrors.TOO_MANY_RULES);
  }

  @Test
  void refusesAFileThatIsAtHomeElsewhere() {
    Analysis analysis = Analysis.of(MudJson.bytes(fromDevice(accept())), MudJson.URL + "2");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(analysis::accepted)
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.URL_MISMATCH));
  }

  @Test
  void namesAreCleanedAndIdsFollowTheContent() throws RefusedException {
    PolicySet hostile =
        policy(fromDevice(MudJson.ace("x\"\n}; drop", "accept", map("tcp", map()))));
    assertThat(hostile.fromDevice().get(0).name()).isEqualTo("fr/x\"?}; drop");
    assertThat(policy(fromDevice(accept())).id()).isEqualTo(policy(fromDevice(accept())).id());
    assertThat(policy(fromDevice(accept())).id()).isNotEqualTo(policy(toDevice(accept())).id());
    assertThat(policy(fromDevice(accept("tcp", map()))).id())
        .isNotEqualTo(policy(fromDevice(accept("udp", map()))).id());
  }

  private static PolicySet policy(Map<String, Object> file) throws RefusedException {
    return Analysis.of(MudJson.bytes(file)).accepted().policy();
  }

  private static void refused(Map<String, Object> file, ErrorCode code) {
    Analysis analysis = Analysis.of(MudJson.bytes(file));
    assertThat(analysis.policy()).isEmpty();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(analysis::accepted)
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(code));
  }
}
