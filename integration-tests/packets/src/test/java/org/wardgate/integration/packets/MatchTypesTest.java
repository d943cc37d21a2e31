package org.wardgate.integration.packets;

import static org.wardgate.integration.packets.Probe.drop;
import static org.wardgate.integration.packets.Probe.pass;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wardgate.integration.packets.Probe.Spot;

/**
 * Every match of RFC 8520 and RFC 8519 that a MUD file can express, from the file's text to packets
 * that arrive and packets that do not, over IPv4 and IPv6.
 */
@Tag("root")
class MatchTypesTest {
  private static final String URL = "https://maker.example/pump/v1";
  private static final int ICMP_ANY_CODE = 0;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static MudWard ward;

  @SuppressWarnings("NullAway.Init")
  private static GatewayProgram gateway;

  @BeforeAll
  static void build() throws IOException {
    MudWard.assumeRoot();
    ward = new MudWard("m");
    gateway = new GatewayProgram(ward.gateway.name(), "nft", MudWard.LOCAL_NETWORKS);
    gateway.enforce("reconcile");
  }

  @AfterAll
  static void tearDown() throws IOException {
    if (gateway != null) {
      gateway.close();
    }
    if (ward != null) {
      ward.close();
    }
  }

  @AfterEach
  void clear() throws IOException {
    ward.clear(gateway);
  }

  /** The first device may do what the file says. */
  private static void first(Family family, MudText file) throws IOException {
    place(1, family, file);
  }

  private static void place(int device, Family family, MudText file, String... controllers)
      throws IOException {
    String key = "case" + device;
    gateway.compile(key, file.url(), file.file(family.aclType()), List.of(controllers));
    ward.place(gateway, device, key);
  }

  private static Spot pump(Family family) {
    return ward.device(1, family);
  }

  private static Spot outside(Family family) {
    return ward.outside(13, family);
  }

  private static MudText file() {
    return new MudText(URL);
  }

  /** A file whose device may exchange everything with everybody. */
  private static MudText open(String url, Family family) {
    return new MudText(url).from(family.ip("")).to(family.ip(""));
  }

  @ParameterizedTest
  @EnumSource
  void nothingPassesThatNobodyPlaced(Family family) throws IOException {
    ward.check(
        List.of(
            drop("udp", pump(family), 0, outside(family), 4000),
            drop("tcp", pump(family), 0, outside(family), 4000),
            drop("icmp", pump(family), family.echo, outside(family), 0),
            drop("udp", outside(family), 0, pump(family), 4000),
            drop("udp", pump(family), 0, ward.device(2, family), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void portOperatorsOfTheFarEnd(Family family) throws IOException {
    for (String protocol : List.of("udp", "tcp")) {
      String ip = family.toHost(number(protocol), outside(family).address());
      first(
          family,
          file()
              .from(ip + "," + far(protocol, "'operator':'eq','port':1000"))
              .from(ip + "," + far(protocol, "'operator':'lte','port':500"))
              .from(ip + "," + far(protocol, "'operator':'gte','port':60000"))
              .from(ip + "," + far(protocol, "'lower-port':2000,'upper-port':2002")));
      ward.check(
          List.of(
              pass(protocol, pump(family), 0, outside(family), 1000),
              drop(protocol, pump(family), 0, outside(family), 999),
              drop(protocol, pump(family), 0, outside(family), 1001),
              pass(protocol, pump(family), 0, outside(family), 500),
              drop(protocol, pump(family), 0, outside(family), 501),
              pass(protocol, pump(family), 0, outside(family), 60000),
              drop(protocol, pump(family), 0, outside(family), 59999),
              pass(protocol, pump(family), 0, outside(family), 2000),
              pass(protocol, pump(family), 0, outside(family), 2002),
              drop(protocol, pump(family), 0, outside(family), 2003),
              drop(protocol, pump(family), 0, ward.outside(14, family), 1000)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPortButOne(Family family) throws IOException {
    for (String protocol : List.of("udp", "tcp")) {
      String ip = family.toHost(number(protocol), outside(family).address());
      first(family, file().from(ip + "," + far(protocol, "'operator':'neq','port':1000")));
      ward.check(
          List.of(
              pass(protocol, pump(family), 0, outside(family), 999),
              pass(protocol, pump(family), 0, outside(family), 1001),
              drop(protocol, pump(family), 0, outside(family), 1000)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void portsOfTheDeviceItself(Family family) throws IOException {
    for (String protocol : List.of("udp", "tcp")) {
      String ip = family.toHost(number(protocol), outside(family).address());
      String own = "'" + protocol + "':{'source-port':{'operator':'eq','port':5000}}";
      first(family, file().from(ip + "," + own));
      ward.check(
          List.of(
              pass(protocol, pump(family), 5000, outside(family), 1234),
              drop(protocol, pump(family), 5001, outside(family), 1234)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSentToTheDevice(Family family) throws IOException {
    for (String protocol : List.of("udp", "tcp")) {
      String ip = family.fromHost(number(protocol), outside(family).address());
      first(family, file().to(ip + "," + far(protocol, "'operator':'eq','port':8080")));
      ward.check(
          List.of(
              pass(protocol, outside(family), 0, pump(family), 8080),
              drop(protocol, outside(family), 0, pump(family), 8081),
              drop(protocol, ward.outside(14, family), 0, pump(family), 8080),
              drop(protocol, pump(family), 0, outside(family), 8080)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void directionInitiated(Family family) throws IOException {
    String to = family.toHost(6, outside(family).address());
    String from = family.fromHost(6, outside(family).address());
    first(
        family,
        file()
            .from(to + "," + begun("from-device", "destination-port", 443))
            .to(from + "," + begun("from-device", "source-port", 443))
            .from(to + "," + begun("to-device", "source-port", 8080))
            .to(from + "," + begun("to-device", "destination-port", 8080)));
    ward.check(
        List.of(
            pass("tcp", pump(family), 0, outside(family), 443),
            drop("tcp", outside(family), 443, pump(family), 4430),
            pass("tcp", outside(family), 0, pump(family), 8080),
            drop("tcp", pump(family), 8080, outside(family), 8081)));
  }

  @ParameterizedTest
  @EnumSource
  void icmpTypeAndCode(Family family) throws IOException {
    String ip = family.toHost(family.icmp, outside(family).address());
    first(family, file().from(ip + ",'icmp':{'type':" + family.echo + ",'code':0}"));
    ward.check(
        List.of(
            pass("icmp", pump(family), family.echo, outside(family), 0),
            drop("icmp", pump(family), family.otherQuestion, outside(family), 0),
            drop("icmp", outside(family), family.echo, pump(family), 0),
            drop("udp", pump(family), 0, outside(family), family.echo)));
  }

  @ParameterizedTest
  @EnumSource
  void icmpAsAWhole(Family family) throws IOException {
    String ip = family.fromHost(family.icmp, outside(family).address());
    first(family, file().to(ip));
    ward.check(
        List.of(
            pass("icmp", outside(family), family.echo, pump(family), ICMP_ANY_CODE),
            pass("icmp", outside(family), family.otherQuestion, pump(family), ICMP_ANY_CODE),
            drop("icmp", pump(family), family.echo, outside(family), ICMP_ANY_CODE),
            drop("udp", outside(family), 0, pump(family), 9)));
  }

  @ParameterizedTest
  @EnumSource
  void protocolsByNumber(Family family) throws IOException {
    first(
        family,
        file()
            .from(family.toHost(89, outside(family).address()))
            .to(family.fromHost(112, outside(family).address())));
    ward.check(
        List.of(
            pass("ip89", pump(family), 0, outside(family), 0),
            drop("ip88", pump(family), 0, outside(family), 0),
            drop("udp", pump(family), 0, outside(family), 89),
            pass("ip112", outside(family), 0, pump(family), 0),
            drop("ip113", outside(family), 0, pump(family), 0)));
  }

  @ParameterizedTest
  @EnumSource
  void dnsNames(Family family) throws IOException {
    String name = "telemetry.example";
    String to = "'protocol':17,'ietf-acldns:dst-dnsname':'" + name + "'";
    String from = "'protocol':17,'ietf-acldns:src-dnsname':'" + name + "'";
    first(
        family,
        file()
            .from(family.ip(to) + "," + far("udp", "'operator':'eq','port':4000"))
            .to(family.ip(from) + "," + far("udp", "'operator':'eq','port':5000")));
    ward.check(List.of(drop("udp", pump(family), 0, outside(family), 4000)));

    gateway.enforce("insert " + name + " 600 " + outside(family).address());
    ward.check(
        List.of(
            pass("udp", pump(family), 0, outside(family), 4000),
            pass("udp", outside(family), 0, pump(family), 5000),
            drop("udp", pump(family), 0, outside(family), 4001),
            drop("udp", pump(family), 0, ward.outside(14, family), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void networksOfTheFarEnd(Family family) throws IOException {
    String network = family == Family.IPV4 ? "10.0.0.4/30" : "fd00:10::4/126";
    String to = "'protocol':17,'destination-" + family.key() + "-network':'" + network + "'";
    String from = "'protocol':17,'source-" + family.key() + "-network':'" + network + "'";
    first(family, file().from(family.ip(to)).to(family.ip(from)));
    ward.check(
        List.of(
            pass("udp", pump(family), 0, ward.server(4, family), 4000),
            pass("udp", ward.server(7, family), 0, pump(family), 4000),
            drop("udp", pump(family), 0, ward.server(8, family), 4000),
            drop("udp", ward.server(8, family), 0, pump(family), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void localNetworks(Family family) throws IOException {
    String local = "'ietf-mud:mud':{'local-networks':[null]}," + family.ip("'protocol':17");
    first(family, file().from(local).to(local));
    place(2, family, new MudText("https://other.example/x").from(local).to(local));
    ward.check(
        List.of(
            pass("udp", pump(family), 0, ward.server(7, family), 4000),
            pass("udp", ward.server(7, family), 0, pump(family), 4000),
            pass("udp", pump(family), 0, ward.device(2, family), 4000),
            pass("udp", ward.device(2, family), 0, pump(family), 4000),
            drop("udp", pump(family), 0, ward.device(3, family), 4000),
            drop("udp", ward.device(3, family), 0, pump(family), 4000),
            drop("udp", pump(family), 0, outside(family), 4000),
            drop("udp", outside(family), 0, pump(family), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void controllersThatAreMapped(Family family) throws IOException {
    String uri = "urn:ietf:params:mud:ntp";
    String matches = "'ietf-mud:mud':{'controller':'" + uri + "'}," + family.ip("'protocol':17");
    String own = "'ietf-mud:mud':{'my-controller':[null]}," + family.ip("'protocol':6");
    place(
        1,
        family,
        file().from(matches).to(matches).from(own).to(own),
        uri + "=10.0.0.4/32,fd00:10::4/128",
        "my-controller=10.0.0.7/32,fd00:10::7/128");
    ward.check(
        List.of(
            pass("udp", pump(family), 0, ward.server(4, family), 123),
            pass("udp", ward.server(4, family), 0, pump(family), 123),
            drop("udp", pump(family), 0, ward.server(7, family), 123),
            pass("tcp", pump(family), 0, ward.server(7, family), 80),
            pass("tcp", ward.server(7, family), 0, pump(family), 80),
            drop("tcp", pump(family), 0, ward.server(4, family), 80)));
  }

  @ParameterizedTest
  @EnumSource
  void controllersThatNobodyMapped(Family family) throws IOException {
    String matches = "'ietf-mud:mud':{'controller':'urn:example:nobody'}," + family.ip("");
    String own = "'ietf-mud:mud':{'my-controller':[null]}," + family.ip("");
    first(family, file().from(matches).to(matches).from(own).to(own));
    ward.check(
        List.of(
            drop("udp", pump(family), 0, ward.server(7, family), 4000),
            drop("udp", ward.server(7, family), 0, pump(family), 4000),
            drop("udp", pump(family), 0, outside(family), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void devicesOfAManufacturer(Family family) throws IOException {
    String matches = "'ietf-mud:mud':{'manufacturer':'friend.example'}," + family.ip("");
    first(family, file().from(matches).to(matches));
    place(2, family, open("https://friend.example/monitor", family));
    place(3, family, open("https://stranger.example/monitor", family));
    onlyTheSecondIsAPeer(family);
  }

  @ParameterizedTest
  @EnumSource
  void devicesOfTheSameManufacturer(Family family) throws IOException {
    String matches = "'ietf-mud:mud':{'same-manufacturer':[null]}," + family.ip("");
    first(family, file().from(matches).to(matches));
    place(2, family, open("https://maker.example/monitor", family));
    place(3, family, open("https://stranger.example/monitor", family));
    onlyTheSecondIsAPeer(family);
  }

  @ParameterizedTest
  @EnumSource
  void devicesOfAModel(Family family) throws IOException {
    String url = "https://friend.example/monitor/v2";
    String matches = "'ietf-mud:mud':{'model':'" + url + "'}," + family.ip("");
    first(family, file().from(matches).to(matches));
    place(2, family, open(url, family));
    place(3, family, open("https://friend.example/monitor/v1", family));
    onlyTheSecondIsAPeer(family);
  }

  private static void onlyTheSecondIsAPeer(Family family) throws IOException {
    Spot second = ward.device(2, family);
    ward.check(
        List.of(
            pass("udp", pump(family), 0, second, 4000),
            pass("udp", second, 0, pump(family), 4000),
            pass("tcp", pump(family), 0, second, 4000),
            drop("udp", pump(family), 0, ward.device(3, family), 4000),
            drop("udp", ward.device(3, family), 0, pump(family), 4000),
            drop("udp", pump(family), 0, ward.device(4, family), 4000),
            drop("udp", pump(family), 0, outside(family), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void aPeerHasToAgree(Family family) throws IOException {
    String matches = "'ietf-mud:mud':{'manufacturer':'friend.example'}," + family.ip("");
    first(family, file().from(matches).to(matches));
    MudText quiet = new MudText("https://friend.example/monitor");
    place(2, family, quiet.from(family.ip("'protocol':6")).to(family.ip("'protocol':6")));
    ward.check(
        List.of(
            pass("tcp", pump(family), 0, ward.device(2, family), 4000),
            drop("udp", pump(family), 0, ward.device(2, family), 4000),
            drop("udp", ward.device(2, family), 0, pump(family), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void hardwareAddresses(Family family) throws IOException {
    String type = family == Family.IPV4 ? "0x0800" : "0x86dd";
    String to =
        "'eth':{'ethertype':'" + type + "','destination-mac-address':'" + ward.mac(2) + "'}";
    String from = "'eth':{'ethertype':'" + type + "','source-mac-address':'" + ward.mac(2) + "'}";
    MudText file = file().from(to).to(from);
    gateway.compile("eth", file.url(), file.file("eth-acl-type"), List.of());
    ward.place(gateway, 1, "eth");
    place(2, family, open("https://friend.example/monitor", family));
    place(3, family, open("https://stranger.example/monitor", family));
    onlyTheSecondIsAPeer(family);
  }

  @ParameterizedTest
  @EnumSource
  void ethertypes(Family family) throws IOException {
    Family other = family == Family.IPV4 ? Family.IPV6 : Family.IPV4;
    String type =
        family == Family.IPV4 ? "'eth':{'ethertype':'0x0800'}" : "'eth':{'ethertype':'0x86dd'}";
    MudText file = file().from(type).to(type);
    gateway.compile("eth", file.url(), file.file("eth-acl-type"), List.of());
    ward.place(gateway, 1, "eth");
    ward.check(
        List.of(
            pass("udp", pump(family), 0, outside(family), 4000),
            pass("udp", outside(family), 0, pump(family), 4000),
            drop("udp", pump(other), 0, outside(other), 4000),
            drop("udp", outside(other), 0, pump(other), 4000)));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfAcceptAndDenyIsKept(Family family) throws IOException {
    String host = family.toHost(17, outside(family).address());
    String all = family.ip("'protocol':17");
    first(
        family,
        file()
            .from(host + "," + far("udp", "'operator':'eq','port':1000"))
            .denyFrom(host)
            .from(all)
            .denyTo(family.fromHost(17, outside(family).address()))
            .to(all)
            .denyTo(family.fromHost(17, ward.outside(14, family).address())));
    ward.check(
        List.of(
            drop("udp", pump(family), 0, outside(family), 1001),
            pass("udp", pump(family), 0, ward.outside(14, family), 1001),
            pass("udp", ward.outside(14, family), 0, pump(family), 1001),
            drop("udp", outside(family), 0, pump(family), 1001),
            drop("tcp", pump(family), 0, ward.outside(14, family), 1001)));
  }

  private static int number(String protocol) {
    return protocol.equals("tcp") ? 6 : 17;
  }

  private static String far(String protocol, String port) {
    return "'" + protocol + "':{'destination-port':{" + port + "}}";
  }

  private static String begun(String direction, String where, int port) {
    return "'tcp':{'ietf-mud:direction-initiated':'"
        + direction
        + "','"
        + where
        + "':{'operator':'eq','port':"
        + port
        + "}}";
  }
}
