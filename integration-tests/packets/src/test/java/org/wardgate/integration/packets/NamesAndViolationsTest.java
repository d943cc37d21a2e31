package org.wardgate.integration.packets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The resolver, the rules and the violation source together, over real packets. */
@Tag("root")
class NamesAndViolationsTest {
  private static final String OUTSIDE = "198.51.100.2";
  private static final String GATEWAY = "10.77.0.1";
  private static final String OUTSIDE6 = "2001:db8:1::2";
  private static final String MAC = Site.PUMP_MAC;

  private List<Node> nodes = List.of();

  @BeforeEach
  void build() throws IOException {
    Site site = Site.build();
    nodes = site.nodes();
    Node outside = site.outside();
    site.gateway().start(GatewayMain.class);
    outside.start(HostMain.class);
    site.pump().start(HostMain.class);
    outside.tell("dns " + OUTSIDE + " " + OUTSIDE + " " + OUTSIDE6);
    outside.await("serving");
    outside.tell("listen " + OUTSIDE + " 4000");
    outside.await("listening");
  }

  @AfterEach
  void tearDown() throws IOException {
    for (Node node : nodes) {
      node.close();
    }
  }

  @Test
  void anAddressIsInForceBeforeTheDeviceHearsIt() throws IOException {
    Node gateway = nodes.get(0);
    Node outside = nodes.get(1);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");
    pump.tell("send " + OUTSIDE + " 4000 too-early");
    gateway.await("denied 10.77.0.11 " + MAC);

    pump.tell("resolve " + GATEWAY + " telemetry.example");
    gateway.await("resolved telemetry.example");
    assertThat(pump.saw("answer")).isFalse();
    assertThat(rules(gateway)).noneMatch(line -> line.contains(OUTSIDE));
    gateway.tell("go");
    pump.await("answer NOERROR " + OUTSIDE);
    assertThat(rules(gateway)).anyMatch(line -> line.contains(OUTSIDE));

    pump.tell("send " + OUTSIDE + " 4000 in-force");
    outside.await("got in-force");
    assertThat(outside.saw("got too-early")).isFalse();
  }

  @Test
  void anIpv6AddressIsInForceBeforeTheDeviceHearsItToo() throws IOException {
    Node gateway = nodes.get(0);
    Node outside = nodes.get(1);
    Node pump = nodes.get(2);
    outside.tell("listen " + OUTSIDE6 + " 4000");
    gateway.tell("bind fd77::11");
    gateway.await("placed " + MAC + " Enforced");
    pump.tell("send " + OUTSIDE6 + " 4000 too-early");
    gateway.await("denied fd77:0:0:0:0:0:0:11 " + MAC + " some protocol 17");

    pump.tell("resolve6 fd77::1 telemetry.example");
    gateway.await("resolved telemetry.example");
    assertThat(pump.saw("answer")).isFalse();
    gateway.tell("go");
    pump.await("answer NOERROR 2001:db8:1:0:0:0:0:2");
    assertThat(rules(gateway)).anyMatch(line -> line.contains(OUTSIDE6));

    pump.tell("send " + OUTSIDE6 + " 4000 in-force");
    outside.await("got in-force");
    assertThat(outside.saw("got too-early")).isFalse();
  }

  @Test
  void devicesMayAskOverTcp() {
    Node gateway = nodes.get(0);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");

    pump.tell("resolve-tcp " + GATEWAY + " telemetry.example");
    gateway.await("resolved telemetry.example");
    gateway.tell("go");

    pump.await("answer NOERROR " + OUTSIDE);
  }

  /** The pump has the upstream resolver's address and asks a name; port, id and spelling of it. */
  private String[] askedOfUpstream() throws IOException {
    Node gateway = nodes.get(0);
    Node outside = nodes.get(1);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");
    pump.run("ip addr add " + OUTSIDE + "/32 dev eth0");
    pump.tell("resolve " + GATEWAY + " slow.example");
    outside.await("asked");
    return outside.line("asked").split(" ");
  }

  private void assertNotTaken() {
    nodes.get(2).await("forged");
    nodes.get(2).await("answer SERVFAIL");
    assertThat(nodes.get(0).saw("resolved")).isFalse();
  }

  /** A device pretends to be the upstream resolver; it even knows the port, but not the id. */
  @Test
  void aDeviceThatGuessesAnswersIsNotHeard() throws IOException {
    Node pump = nodes.get(2);
    String[] asked = askedOfUpstream();
    String forged = "forge " + OUTSIDE + " 198.51.100.1 " + asked[1] + " ";
    for (int wrong = 1; wrong <= 40; wrong++) {
      pump.tell(forged + (Integer.parseInt(asked[2]) ^ wrong) + " slow.example");
    }

    assertNotTaken();
  }

  /** A device knows port and id and pretends to be the upstream resolver: it is not heard. */
  @Test
  void aPerfectForgeryFromTheWardIsNotTaken() throws IOException {
    Node pump = nodes.get(2);
    String[] asked = askedOfUpstream();

    pump.tell("forge " + OUTSIDE + " 198.51.100.1 " + asked[1] + " " + asked[2] + " " + asked[3]);

    assertNotTaken();
  }

  @Test
  void icmpv6ThatIsDeniedIsTold() throws IOException {
    Node gateway = nodes.get(0);
    Node pump = nodes.get(2);
    gateway.tell("bind fd77::11");
    gateway.await("placed " + MAC + " Enforced");

    pump.run("ping -6 -c 3 -i 0.2 -W 1 " + OUTSIDE6 + " || true");

    gateway.await("denied fd77:0:0:0:0:0:0:11 " + MAC + " some protocol 58");
  }

  @Test
  void anAnswerThatNobodyPutsInForceIsAFailure() {
    Node gateway = nodes.get(0);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");

    pump.tell("resolve " + GATEWAY + " telemetry.example");

    pump.await("answer SERVFAIL");
  }

  @Test
  void aPortScanIsTold() {
    Node gateway = nodes.get(0);
    Node outside = nodes.get(1);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");

    for (int port = 1; !gateway.saw("denied 10.77.0.11 " + MAC + " scan"); port++) {
      assertThat(port).isLessThan(60_000);
      pump.tell("send " + OUTSIDE + " " + (4000 + port) + " scan" + port);
      if (port % 50 == 0) {
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      }
    }

    assertThat(outside.saw("got scan")).isFalse();
  }

  private static List<String> rules(Node gateway) throws IOException {
    return gateway.run("nft list table inet wardgate");
  }
}
