package org.wardgate.mud.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.JsonReader;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

class MatchesParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'vlan':1}",
        "{'ipv4':{'protocols':6}}",
        "{'ipv4':{'source-ipv6-network':'::/0'}}",
        "{'ipv4':{'dst-dnsname':'a.example'}}",
        "{'tcp':{'port':1}}",
        "{'tcp':{'direction-initiated':'from-device'}}",
        "{'udp':{'ietf-mud:direction-initiated':'from-device'}}",
        "{'udp':{'flags':1}}",
        "{'icmp':{'kind':8}}",
        "{'tcp':{'source-port':{'operator':'eq','port':1,'mask':2}}}",
        "{'ietf-mud:mud':{'friends':[null]}}",
        "{'ietf-mud:mud':{'controllers':'urn:x'}}",
        "{'eth':{'vlan':1}}",
        "{'mud':{'my-controller':[null]}}",
        "{'l3':{'ipv4':{}}}",
        "{'ipv6-acl':{}}",
        "{'ipv4-acl':{}}"
      })
  void refusesUnknownNodesEverywhere(String matches) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> parse(AccessList.Type.ALL, matches))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.UNKNOWN_NODE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{'ipv4':[]}",
        "{'ipv4':{},'ipv6':{}}",
        "{'tcp':{},'udp':{}}",
        "{'tcp':{},'icmp':{}}",
        "{'ipv4':{'protocol':17},'tcp':{}}",
        "{'ipv6':{'protocol':1},'icmp':{}}",
        "{'ipv4':{'protocol':256}}",
        "{'ipv4':{'protocol':-1}}",
        "{'ipv4':{'protocol':'tcp'}}",
        "{'ipv4':{'protocol':6.0}}",
        "{'ipv4':{'destination-ipv4-network':'10.0.0.0/33'}}",
        "{'ipv4':{'destination-ipv4-network':'::/0'}}",
        "{'ipv6':{'destination-ipv6-network':'::ffff:10.0.0.1/128'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':''}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'a..b'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'*.example.com'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'a_b.example.com'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'a b.example.com'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'a.example.com; drop'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'münchen.example'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'\u212Aelvin.example'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'::1'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'1.2.3'}}",
        "{'ipv4':{'ietf-acldns:dst-dnsname':'1.2.3.4','destination-ipv4-network':'1.2.3.4/32'}}",
        "{'tcp':{'source-port':{}}}",
        "{'tcp':{'source-port':80}}",
        "{'tcp':{'source-port':{'port':65536}}}",
        "{'tcp':{'source-port':{'port':-1}}}",
        "{'tcp':{'source-port':{'port':'80'}}}",
        "{'tcp':{'source-port':{'operator':'lt','port':80}}}",
        "{'tcp':{'source-port':{'operator':'range','port':80}}}",
        "{'tcp':{'source-port':{'lower-port':80}}}",
        "{'tcp':{'source-port':{'upper-port':80}}}",
        "{'tcp':{'source-port':{'lower-port':81,'upper-port':80}}}",
        "{'tcp':{'source-port':{'lower-port':80,'upper-port':81,'port':80}}}",
        "{'tcp':{'source-port':{'lower-port':80,'upper-port':81,'operator':'neq'}}}",
        "{'tcp':{'ietf-mud:direction-initiated':'both'}}",
        "{'icmp':{'type':256}}",
        "{'eth':{'ethertype':'0x800'}}",
        "{'eth':{'ethertype':2048}}",
        "{'ietf-mud:mud':{}}",
        "{'ietf-mud:mud':{'my-controller':true}}",
        "{'ietf-mud:mud':{'my-controller':[]}}",
        "{'ietf-mud:mud':{'my-controller':[null,null]}}",
        "{'ietf-mud:mud':{'local-networks':null}}",
        "{'ietf-mud:mud':{'controller':'my-controller'}}",
        "{'ietf-mud:mud':{'controller':'urn:x y'}}",
        "{'ietf-mud:mud':{'controller':'urn:x\\\"'}}",
        "{'ietf-mud:mud':{'manufacturer':'a.example:1\\\"; }'}}",
        "{'ietf-mud:mud':{'manufacturer':'a.example/x'}}",
        "{'ietf-mud:mud':{'model':'http://a.example/x'}}",
        "{'ietf-mud:mud':{'model':'x'}}"
      })
  void refusesContradictionsAndBadValues(String matches) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> parse(AccessList.Type.ALL, matches))
        .satisfies(
            e ->
                assertThat(e.errorCode())
                    .isIn(MudErrors.BAD_VALUE, MudErrors.MISSING_NODE, MudErrors.BAD_MUD_URL));
  }

  @ParameterizedTest
  @CsvSource({"IPV4,ipv6", "IPV6,ipv4", "ETH,ipv4", "ETH,ipv6"})
  void refusesAFamilyThatTheListIsNotAbout(AccessList.Type type, String container) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> parse(type, "{'" + container + "':{}}"))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.BAD_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'port':80}|EQ|80|80",
        "{'operator':'neq','port':80}|NEQ|80|80",
        "{'operator':'lte','port':0}|LTE|0|0",
        "{'operator':'gte','port':65535}|GTE|65535|65535",
        "{'lower-port':1,'upper-port':9}|RANGE|1|9",
        "{'operator':'range','lower-port':1,'upper-port':1}|RANGE|1|1",
      })
  void readsPorts(String port, PortMatch.Operator operator, int lower, int upper) throws Refusal {
    Matches matches = parse(AccessList.Type.ALL, "{'udp':{'source-port':" + port + "}}");
    assertThat(matches.transport())
        .contains(
            new TransportMatch.Udp(
                Optional.of(new PortMatch(operator, lower, upper)), Optional.empty()));
  }

  @Test
  void keepsWhatItKnowsAndCannotMatch() throws Refusal {
    Matches matches =
        parse(
            AccessList.Type.ALL,
            "{'ipv4':{'dscp':1,'ttl':2},'tcp':{'flags':'syn'},'ingress-interface':'eth0'}");
    assertThat(matches.others())
        .containsExactly("ingress-interface", "ipv4/dscp", "ipv4/ttl", "tcp/flags");
  }

  @Test
  void readsAnAddressInPlaceOfANameAsAddress() throws Refusal {
    IpMatch ip =
        parse(AccessList.Type.IPV4, "{'ipv4':{'ietf-acldns:dst-dnsname':'192.0.2.7'}}")
            .ip()
            .orElseThrow();
    assertThat(ip.dstDnsname()).isEmpty();
    assertThat(ip.destination().map(Cidr::toString)).contains("192.0.2.7/32");
  }

  private static Matches parse(AccessList.Type type, String matches) throws Refusal {
    byte[] utf8 = matches.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Node node = Node.root(JsonReader.read(Bytes.of(utf8)));
    return new MatchesParser(type, new Findings()).parse(Optional.of(node));
  }
}
