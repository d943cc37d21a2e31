package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.wardgate.api.policy.FarEnds;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.Remote;

/** First packets of conversations, around the values of {@link Generated}, and a small world. */
final class FlowSamples {
  static final List<InetAddress> FAR =
      List.of(
          ip("10.1.2.3"),
          ip("10.77.0.12"),
          ip("10.77.0.13"),
          ip("203.0.113.20"),
          ip("8.8.8.8"),
          ip("2001:db8::20"),
          ip("fd00:77::c"),
          ip("fd00:77::d"),
          ip("2600::1"));

  private static final Map<Remote, List<InetAddress>> WORLD =
      Map.of(
          new Remote.Name("a.example"),
          List.of(ip("203.0.113.20"), ip("2001:db8::20"), ip("10.77.0.12")),
          new Remote.Name("b.example; flush ruleset"),
          List.of(ip("10.77.0.12"), ip("fd00:77::c"), ip("8.8.8.8")),
          new Remote.Maker("maker.example"),
          List.of(ip("10.77.0.12"), ip("10.77.0.13"), ip("fd00:77::c")),
          new Remote.Model("https://maker.example/x"),
          List.of(ip("10.77.0.13"), ip("fd00:77::d")),
          new Remote.Hardware("02:77:00:00:00:0c"),
          List.of(ip("10.77.0.12"), ip("fd00:77::c")),
          new Remote.LocalNetworks(),
          List.of(ip("10.77.0.12"), ip("10.77.0.13"), ip("fd00:77::c"), ip("fd00:77::d")));

  static final FarEnds FAR_ENDS =
      (remote, address) -> WORLD.getOrDefault(remote, List.of()).contains(address);

  private static final int[] PORTS = {0, 1, 2, 3, 80, 443, 444, 1_024, 65_534, 65_535};

  private FlowSamples() {}

  static InetAddress ip(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  static Flow flow(Random dice) {
    InetAddress far = FAR.get(dice.nextInt(FAR.size()));
    boolean sent = dice.nextBoolean();
    int protocol = PlanReader.flowProtocols().get(dice.nextInt(6));
    boolean ports = protocol == 6 || protocol == 17;
    boolean icmp = protocol == (far.getAddress().length == 4 ? 1 : 58);
    OptionalInt type = OptionalInt.of(List.of(0, 8, 128, 13).get(dice.nextInt(4)));
    return new Flow(
        sent,
        protocol,
        far,
        ports ? PORTS[dice.nextInt(PORTS.length)] : 0,
        ports ? PORTS[dice.nextInt(PORTS.length)] : 0,
        icmp
            ? Optional.of(new IcmpMessage(type, OptionalInt.of(dice.nextInt(2))))
            : Optional.empty(),
        Optional.of(sent));
  }
}
