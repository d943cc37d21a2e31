package org.wardgate.integration.packets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway whose kernel looks for the way back to each sender lets admitted packets pass. */
@Tag("root")
class ReversePathCheckTest {
  private static final String OUTSIDE = "198.51.100.2";

  private List<Node> nodes = List.of();

  @AfterEach
  void tearDown() throws IOException {
    for (Node node : nodes) {
      node.close();
    }
  }

  /** 1 is strict, 2 is loose (RFC 3704 §2.2, §2.4). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void admittedPacketsPassBothWays(int check) throws IOException {
    Site site = Site.build();
    nodes = site.nodes();
    for (String each : List.of("all", "br0", "up0")) {
      site.gateway().run("sysctl -qw net.ipv4.conf." + each + ".rp_filter=" + check);
    }
    site.gateway().start(GatewayMain.class);
    site.outside().start(HostMain.class);
    site.pump().start(HostMain.class);
    site.outside().tell("dns " + OUTSIDE + " " + OUTSIDE + " 2001:db8:1::2");
    site.outside().await("serving");
    site.outside().tell("listen " + OUTSIDE + " 4000");
    site.outside().await("listening");
    site.gateway().tell("bind 10.77.0.11");
    site.gateway().await("placed " + Site.PUMP_MAC + " Enforced");
    site.pump().tell("resolve 10.77.0.1 telemetry.example");
    site.gateway().await("resolved telemetry.example");
    site.gateway().tell("go");
    site.pump().await("answer NOERROR " + OUTSIDE);

    site.pump().tell("call " + OUTSIDE + " 4000 admitted");

    site.outside().await("got admitted");
    site.pump().await("back admitted");
    site.pump().tell("send " + OUTSIDE + " 4001 refused");
    site.gateway().await("denied 10.77.0.11 " + Site.PUMP_MAC);
    assertThat(site.outside().saw("got refused")).isFalse();
  }
}
