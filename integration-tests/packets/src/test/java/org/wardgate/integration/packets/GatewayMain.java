package org.wardgate.integration.packets;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.wardgate.api.names.NamesIntent;
import org.wardgate.api.network.NetworkEvent.AddressBound;
import org.wardgate.api.network.NetworkEvent.AddressesSeen;
import org.wardgate.api.network.NetworkEvent.MudUrlSeen;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;
import org.wardgate.enforcement.nft.NftEnforcer;
import org.wardgate.names.WardResolverComponent;
import org.wardgate.ward.network.WardNetworkComponent;

/**
 * The three stages with a very small core: names go in force when {@code go} is read, then the
 * answer is released. Prints what happens.
 */
final class GatewayMain implements EventSink {
  private final NftEnforcer enforcer;
  private final WardNetworkComponent network;
  private final WardResolverComponent resolver;
  private final BlockingQueue<NameResolved> waiting = new LinkedBlockingQueue<>();

  private GatewayMain() throws Exception {
    enforcer =
        Configurations.component(
            NftEnforcer.class, Map.of("localNetworks", new String[] {"10.77.0.0/24"}));
    network = Configurations.component(WardNetworkComponent.class, Map.of());
    resolver =
        Configurations.component(
            WardResolverComponent.class,
            Map.of(
                "bindAddress",
                "10.77.0.1",
                "bindAddressIpv6",
                "fd77::1",
                "upstream",
                "198.51.100.2"));
    for (Object component : List.of(enforcer, network, resolver)) {
      Configurations.bind(component, this);
    }
  }

  /** Reads commands until the end of input. */
  public static void main(String[] arguments) throws Exception {
    GatewayMain gateway = new GatewayMain();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      gateway.obey(line.split(" "));
    }
    Runtime.getRuntime().halt(0);
  }

  private void obey(String[] words) throws Exception {
    if (words[0].equals("bind")) {
      var event =
          network
              .execute(
                  new NetworkIntent.BindAddress(
                      new CorrelationId("b"),
                      soon(),
                      new DeviceId("pump"),
                      InetAddress.getByName(words[1])))
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);
      if (event instanceof AddressBound bound) {
        place(bound.binding());
      } else {
        System.out.println("unbound " + event);
      }
    } else if (words[0].equals("go")) {
      inForce(waiting.take());
    }
  }

  private void place(NetworkBinding binding) throws Exception {
    List<FlowRule> rules =
        Stream.of(FlowRule.Family.values())
            .map(
                family ->
                    new FlowRule(
                        "a/" + family,
                        FlowRule.Action.ACCEPT,
                        family,
                        FlowRule.Protocol.UDP,
                        PortRange.ANY,
                        PortRange.of(4000),
                        new Remote.Name("telemetry.example"),
                        FlowRule.Initiation.EITHER))
            .toList();
    PolicySet policy =
        new PolicySet(
            new ProfileId("00ff00ff00ff00ff"), "https://m.example/p", "", rules, List.of());
    EnforcementEvent event =
        enforcer
            .execute(
                new EnforcementIntent.Place(
                    new CorrelationId("p"),
                    soon(),
                    new EnforcementIntent.Placement(new DeviceId("pump"), binding, policy)))
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    System.out.println("placed " + binding.mac() + " " + event.getClass().getSimpleName());
  }

  private void inForce(NameResolved event) throws Exception {
    EnforcementEvent done =
        enforcer
            .execute(
                new EnforcementIntent.InsertAddresses(
                    event.correlationId(), soon(), event.name(), event.ttlSecondsByAddress()))
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    System.out.println("inserted " + done.getClass().getSimpleName());
    resolver.execute(new NamesIntent.ReleaseAnswer(event.correlationId(), soon()));
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofSeconds(20));
  }

  @Override
  public CompletionStage<Void> submit(Event event) {
    if (event instanceof AddressesSeen seen) {
      System.out.println(
          "seen "
              + seen.mac()
              + " "
              + seen.addresses().stream().map(InetAddress::getHostAddress).sorted().toList());
    } else if (event instanceof MudUrlSeen seen) {
      System.out.println(
          "mud-url " + seen.mac() + " " + seen.mudUrl() + (seen.dhcpv6() ? " v6" : " v4"));
    } else if (event instanceof NameResolved resolved) {
      waiting.add(resolved);
      System.out.println("resolved " + resolved.name());
    } else if (event instanceof PacketsDenied denied) {
      System.out.println(
          "denied "
              + denied.source().address().getHostAddress()
              + " "
              + denied.source().mac()
              + " "
              + (denied.destinationsCount() > 10 ? "scan" : "some")
              + " protocol "
              + denied.protocol());
    }
    return CompletableFuture.completedFuture(null);
  }
}
