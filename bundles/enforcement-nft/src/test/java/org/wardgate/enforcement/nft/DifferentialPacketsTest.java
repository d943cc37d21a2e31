package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE6;
import static org.wardgate.enforcement.nft.Ward.address;
import static org.wardgate.enforcement.nft.Ward.address6;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PolicySet;

/**
 * Random policies in a real ward, random first packets of conversations through it: what arrives is
 * what the live explanation says. More with {@code -Dwardgate.differential.policies=N}.
 */
@Tag("root")
class DifferentialPacketsTest {
  private static final int POLICIES_COUNT =
      Integer.getInteger("wardgate.differential.policies", 20);
  private static final int PACKETS_PER_POLICY = 10;

  private final Random dice = new Random(Long.getLong("wardgate.differential.seed", 7L));
  private final Set<String> used = new HashSet<>();
  private final Map<String, RawPackets> ends = new LinkedHashMap<>();
  private int tokens;

  private record Sent(Flow flow, String token, RawPackets receiver, Explanation expected) {}

  @Test
  void whatArrivesIsWhatIsExplained() throws Exception {
    Ward.assumeRoot();
    try (Ward ward = new Ward();
        RawPackets pump = new RawPackets(ward.device(11));
        RawPackets peer = new RawPackets(ward.device(12));
        RawPackets outside = new RawPackets(ward.outside)) {
      ends.put("pump", pump);
      for (String address : List.of(address(12), address6(12))) {
        ends.put(InetAddress.getByName(address).getHostAddress(), peer);
      }
      for (String address : List.of(OUTSIDE, OUTSIDE6)) {
        ends.put(InetAddress.getByName(address).getHostAddress(), outside);
      }
      NftEnforcer enforcer = ward.enforcer();
      place(enforcer, 12, Policies.open("https://maker.example/peer"));
      int accepted = 0;
      for (int round = 0; round < POLICIES_COUNT; round++) {
        for (Sent sent : round(enforcer)) {
          accepted += sent.expected().accepted() ? 1 : 0;
          assertThat(sent.receiver().arrived(sent.token()))
              .as("%s %s %s", sent.flow(), sent.expected().words(), sent.receiver().failures())
              .isEqualTo(sent.expected().accepted());
        }
      }
      assertThat(accepted).isBetween(POLICIES_COUNT, 9 * POLICIES_COUNT);
      enforcer.deactivate();
    }
  }

  private List<Sent> round(NftEnforcer enforcer) throws Exception {
    place(enforcer, 11, Policies.open("https://maker.example/open"));
    passThrough();
    EnforcementEvent event = Ward.place(enforcer, 11, RandomWard.policy(dice));
    if (event instanceof EnforcementEvent.NotEnforced refused) {
      assertThat(refused.problem().code()).isEqualTo("WG-NFT-0006");
      return List.of();
    }
    for (Map.Entry<String, List<String>> name : RandomWard.NAMES.entrySet()) {
      Map<InetAddress, Integer> seconds = new LinkedHashMap<>();
      for (String address : name.getValue()) {
        seconds.put(InetAddress.getByName(address), 3_600);
      }
      assertThat(
              Ward.answer(
                  enforcer,
                  new EnforcementIntent.InsertAddresses(
                      Ward.fresh(), Ward.soon(), name.getKey(), seconds)))
          .isInstanceOf(EnforcementEvent.Enforced.class);
    }
    List<Sent> sent = new ArrayList<>();
    while (sent.size() < PACKETS_PER_POLICY) {
      Flow flow = flow();
      if (used.add(conversation(flow))) {
        sent.add(send(enforcer, flow));
      }
    }
    echo("pump", address(11), Ward.GATEWAY);
    echo(address(12), address(12), Ward.GATEWAY);
    echo(OUTSIDE, OUTSIDE, "198.51.100.1");
    place(enforcer, 11, Policies.open("https://maker.example/open"));
    passThrough();
    return sent;
  }

  private Sent send(NftEnforcer enforcer, Flow flow) throws Exception {
    Explanation expected =
        enforcer
            .explain(Ward.id(11), flow)
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS)
            .orElseThrow();
    String token = token();
    tell(flow, token);
    RawPackets receiver = flow.sent() ? end(flow) : end("pump");
    return new Sent(flow, token, receiver, expected);
  }

  /** What was sent before has met the rules when the gateway's answer is back. */
  private void echo(String end, String from, String gateway) throws Exception {
    String token = token();
    end(end).tell("send " + from + " " + gateway + " 1 8 0 " + token);
    end(end).await(token);
  }

  /** Everything sent before has been dealt with when one more packet on each way has arrived. */
  private void passThrough() throws Exception {
    for (String far : List.of(OUTSIDE, OUTSIDE6, address(12), address6(12))) {
      for (boolean sent : new boolean[] {true, false}) {
        InetAddress remote = InetAddress.getByName(far);
        int port = 50_000 + tokens % 10_000;
        Flow flow = new Flow(sent, 17, remote, port, 9, Optional.empty(), Optional.empty());
        String token = token();
        tell(flow, token);
        (sent ? end(flow) : end("pump")).await(token);
      }
    }
  }

  private void tell(Flow flow, String token) {
    String far = flow.remote().getHostAddress();
    String own = flow.remote().getAddress().length == 4 ? address(11) : address6(11);
    int a = flow.sent() ? flow.devicePort() : flow.remotePort();
    int b = flow.sent() ? flow.remotePort() : flow.devicePort();
    if (flow.icmp().isPresent()) {
      a = flow.icmp().get().type().orElseThrow();
      b = flow.icmp().get().code().orElseThrow();
    }
    String ways = flow.sent() ? own + " " + far : far + " " + own;
    (flow.sent() ? end("pump") : end(flow))
        .tell("send " + ways + " " + flow.protocol() + " " + a + " " + b + " " + token);
  }

  private RawPackets end(Flow flow) {
    return end(flow.remote().getHostAddress());
  }

  private RawPackets end(String name) {
    return java.util.Objects.requireNonNull(ends.get(name), name);
  }

  private String token() {
    return String.format("WGT-%012d", ++tokens);
  }

  /** What conntrack knows a conversation by, whoever begins it. */
  private String conversation(Flow flow) {
    boolean ports = flow.protocol() == 6 || flow.protocol() == 17;
    return flow.remote().getHostAddress()
        + " "
        + flow.protocol()
        + (ports ? " " + flow.devicePort() + " " + flow.remotePort() : "")
        + flow.icmp().map(message -> " " + used.size()).orElse("");
  }

  private Flow flow() throws Exception {
    List<String> fars = List.of(OUTSIDE, OUTSIDE6, address(12), address6(12));
    InetAddress remote = InetAddress.getByName(fars.get(dice.nextInt(4)));
    boolean sent = dice.nextBoolean();
    boolean four = remote.getAddress().length == 4;
    int protocol =
        switch (dice.nextInt(10)) {
          case 0 -> sent ? 253 : 254; // a conversation of these has no ports to tell it by
          case 1, 2 -> four ? 1 : 58;
          case 3, 4, 5 -> 6;
          default -> 17;
        };
    boolean ports = protocol == 6 || protocol == 17;
    // others begin nothing as far as the kernel is concerned
    OptionalInt type = OptionalInt.of(four ? (dice.nextBoolean() ? 8 : 13) : 128);
    return new Flow(
        sent,
        protocol,
        remote,
        ports ? RandomWard.port(dice) : 0,
        ports ? RandomWard.port(dice) : 0,
        ports || protocol > 58
            ? Optional.empty()
            : Optional.of(new IcmpMessage(type, OptionalInt.of(dice.nextInt(2)))),
        Optional.of(sent));
  }

  private static void place(NftEnforcer enforcer, int last, PolicySet policy) throws Exception {
    assertThat(Ward.place(enforcer, last, policy)).isInstanceOf(EnforcementEvent.Enforced.class);
  }
}
