package org.wardgate.integration.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.network.WardNetwork;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;
import org.wardgate.journal.JournalComponent;
import org.wardgate.ward.network.WardNetworkComponent;

/**
 * In a gateway's namespace: enforcement, the source of denied packets, and the journal, which
 * writes each event as it comes. The decision core is not between them.
 */
final class DenialMain implements EventSink {
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Journal journal;

  private DenialMain(Journal journal) {
    this.journal = journal;
  }

  /** The journal's folder, and how many devices to place. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    DenialMain gateway =
        new DenialMain(new JournalComponent(folder::resolve, new MemoryKeyVault()));
    Enforcer enforcer = new Enforcer();
    double reconciled = enforcer.reconcileMs(List.of(placement(0), placement(1)));
    WardNetwork network = Components.make(WardNetworkComponent.class, Map.of(), gateway);
    System.out.println("ready after " + reconciled + " with " + network.getClass().getName());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      gateway.told.forEach(System.out::println);
      System.out.println("end");
    }
    Runtime.getRuntime().halt(0);
  }

  private static Placement placement(int device) throws Exception {
    FlowRule rule =
        new FlowRule(
            "acl/ace",
            FlowRule.Action.ACCEPT,
            FlowRule.Family.IPV4,
            FlowRule.Protocol.UDP,
            PortRange.ANY,
            PortRange.of(FloodWard.ECHO_PORT),
            new Remote.Prefix(FloodWard.OUTSIDE + "/32"),
            FlowRule.Initiation.EITHER);
    PolicySet policy =
        new PolicySet(
            new ProfileId("00ff00ff00ff00ff"), "https://m.example/p", "", List.of(rule), List.of());
    InetAddress address = InetAddress.getByName(FloodWard.address(device));
    return new Placement(
        new DeviceId("device-" + device),
        new NetworkBinding(address, FloodWard.mac(device)),
        policy);
  }

  @Override
  public CompletionStage<Void> submit(Event event) {
    if (event instanceof PacketsDenied denied) {
      String address = denied.source().address().getHostAddress();
      told.add("event " + address + " " + System.nanoTime());
      Bytes payload = Bytes.of(("\"" + denied + "\"").getBytes(StandardCharsets.UTF_8));
      return journal
          .append(
              List.of(new JournalEntry(Instant.now(), "packets.denied", Optional.empty(), payload)))
          .thenAccept(sequence -> told.add("durable " + address + " " + System.nanoTime()));
    }
    return CompletableFuture.completedFuture(null);
  }
}
