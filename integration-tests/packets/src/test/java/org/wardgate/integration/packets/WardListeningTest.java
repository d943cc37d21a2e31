package org.wardgate.integration.packets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway hears on the ward: real DHCP clients beside a real server, and neighbours. */
@Tag("root")
class WardListeningTest {
  private static final String URL = "https://acme.example/pump.json";

  @TempDir private Path folder = Path.of("");

  private List<Node> nodes = List.of();
  private final List<Process> servers = new ArrayList<>();

  @BeforeEach
  void build() throws IOException {
    Site site = Site.build();
    nodes = site.nodes();
    boolean ready =
        Files.isExecutable(Path.of("/usr/sbin/dhclient"))
            && Files.isExecutable(Path.of("/usr/sbin/dnsmasq"));
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(ready, "needs isc-dhcp-client and dnsmasq-base");
    }
    assertThat(ready).as("isc-dhcp-client and dnsmasq-base are installed").isTrue();
    serve();
    site.gateway().start(GatewayMain.class);
  }

  @AfterEach
  void tearDown() throws IOException {
    servers.forEach(Process::destroyForcibly);
    for (Node node : nodes) {
      node.close();
    }
  }

  private void serve() throws IOException {
    servers.add(
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                nodes.get(0).name(),
                "dnsmasq",
                "--no-daemon",
                "--conf-file=/dev/null",
                "--port=0",
                "--bind-interfaces",
                "--interface=br0",
                "--interface=up0",
                "--dhcp-range=10.77.0.100,10.77.0.200,1h",
                "--dhcp-range=198.51.100.100,198.51.100.200,1h",
                "--dhcp-range=fd77::100,fd77::200,64,1h",
                "--dhcp-leasefile=" + folder.resolve("leases"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("dnsmasq.log").toFile())
            .start());
  }

  /** A client gets its lease from the server, and the gateway hears its URL. */
  private void lease(Node node, String family, String option, String... more) throws IOException {
    Path conf = folder.resolve("dhclient" + family + ".conf");
    Files.writeString(conf, option);
    node.run(
        String.join(
            " ",
            "timeout 60 dhclient",
            family,
            String.join(" ", more),
            "-d -1 -sf /bin/true -cf",
            conf.toString(),
            "-lf",
            folder.resolve("lease" + family + node.name()).toString(),
            "-pf",
            folder.resolve("pid" + family + node.name()).toString(),
            "eth0 & for i in $(seq 600); do grep -qs lease",
            folder.resolve("lease" + family + node.name()).toString(),
            "&& kill $! && exit 0; sleep 0.1; done; exit 1"));
  }

  @Test
  void hearsTheMudUrlOfADhcpClientBesideTheServer() throws IOException {
    String option =
        "option mud-url code 161 = text; send mud-url \"" + URL + " reserved\"; timeout 50;";
    lease(nodes.get(1), "-4", option); // the outside is not the ward
    assertThat(nodes.get(0).saw("mud-url")).isFalse();

    lease(nodes.get(2), "-4", option);

    nodes.get(0).await("mud-url " + Site.PUMP_MAC + " " + URL + " v4");
    assertThat(nodes.get(0).saw("mud-url " + Site.OUTSIDE_MAC)).isFalse();
  }

  @Test
  void hearsTheMudUrlOfADhcpv6Client() throws IOException {
    String option =
        "option dhcp6.mud-url code 112 = text; send dhcp6.mud-url \"" + URL + "\"; timeout 50;";

    lease(nodes.get(2), "-6", option, "-D LL");

    nodes.get(0).await("mud-url " + Site.PUMP_MAC + " " + URL + " v6");
  }

  @Test
  void seesFurtherAddressesOfADevice() throws IOException {
    Node gateway = nodes.get(0);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + Site.PUMP_MAC + " Enforced");

    pump.run("ping -6 -c 1 -W 20 -I fd77::11 fd77::1");
    gateway.await("seen " + Site.PUMP_MAC + " [10.77.0.11, fd77:0:0:0:0:0:0:11]");
  }
}
