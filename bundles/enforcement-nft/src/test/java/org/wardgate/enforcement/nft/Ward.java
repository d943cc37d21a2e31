package org.wardgate.enforcement.nft;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.testing.RecordedReports;

/**
 * A gateway with a bridge of isolated ports and an uplink, the outside world, and devices, each in
 * a namespace of its own. The enforcement under test acts on the gateway's namespace.
 */
final class Ward implements AutoCloseable, EventSink {
  static final String OUTSIDE = "198.51.100.2";
  static final String GATEWAY = "10.77.0.1";
  static final String OUTSIDE6 = "2001:db8:51::2";
  static final String GATEWAY6 = "fd00:77::1";

  private static final AtomicLong NUMBER = new AtomicLong();

  final RecordedReports reports = new RecordedReports();
  final Queue<Event> events = new ConcurrentLinkedQueue<>();
  final Namespace gateway;
  final Namespace outside;
  private final String prefix =
      "wgt" + ProcessHandle.current().pid() % 100_000 + "-" + NUMBER.incrementAndGet();
  private final List<Namespace> devices = new ArrayList<>();
  private final Path folder;

  Ward() throws IOException {
    folder = Files.createTempDirectory("wardgate-ward");
    gateway = new Namespace(prefix + "-gw");
    outside = new Namespace(prefix + "-net");
    gateway.run("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
    // the component writes it where its own process is, which is not in this namespace
    gateway.run("sysctl -qw net.ipv4.conf.all.src_valid_mark=1");
    gateway.run("ip link add br0 type bridge");
    gateway.run("ip addr add " + GATEWAY + "/24 dev br0");
    gateway.run("ip addr add " + GATEWAY6 + "/64 dev br0 nodad");
    gateway.run("ip link set br0 up");
    gateway.run("sysctl -qw net.ipv4.conf.br0.proxy_arp_pvlan=1");
    gateway.run("sysctl -qw net.ipv4.neigh.br0.proxy_delay=0");
    gateway.run("sysctl -qw net.ipv4.conf.all.send_redirects=0");
    gateway.run("sysctl -qw net.ipv4.conf.br0.send_redirects=0");
    gateway.run("ip link add up0 type veth peer name eth0 netns " + outside.name());
    gateway.run("ip addr add 198.51.100.1/24 dev up0");
    gateway.run("ip addr add 2001:db8:51::1/64 dev up0 nodad");
    gateway.run("ip link set up0 up");
    outside.run("ip addr add " + OUTSIDE + "/24 dev eth0");
    outside.run("ip addr add " + OUTSIDE6 + "/64 dev eth0 nodad");
    outside.run("ip link set eth0 up");
    outside.run("ip route add 10.77.0.0/24 via 198.51.100.1");
    outside.run("ip -6 route add fd00:77::/64 via 2001:db8:51::1");
    outside.startAgent();
  }

  /** Skips without root, but not where everything has to run. */
  static void assumeRoot() throws IOException {
    boolean root = Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(root, "real packets need root");
    }
  }

  /** A device with an address and hardware address that end in the given number. */
  Namespace device(int last) throws IOException {
    Namespace device = new Namespace(prefix + "-d" + last);
    devices.add(device);
    gateway.run("ip link add p" + last + " type veth peer name eth0 netns " + device.name());
    gateway.run("ip link set p" + last + " master br0 up");
    gateway.run("bridge link set dev p" + last + " isolated on");
    device.run("ip link set eth0 address " + mac(last));
    device.run("ip addr add " + address(last) + "/24 dev eth0");
    device.run("ip link set eth0 up");
    device.run("ip route add default via " + GATEWAY);
    // a ward's prefix is not on-link for its devices: everything goes through the gateway
    device.run("ip -6 addr add " + address6(last) + "/128 dev eth0 nodad");
    device.run("ip -6 route add " + GATEWAY6 + " dev eth0");
    device.run("ip -6 route add default via " + GATEWAY6);
    return device.startAgent();
  }

  static String address(int last) {
    return "10.77.0." + last;
  }

  static String address6(int last) {
    return "fd00:77::" + Integer.toHexString(last);
  }

  static String mac(int last) {
    return String.format("02:77:00:00:00:%02x", last);
  }

  static DeviceId id(int last) {
    return new DeviceId("device-" + last);
  }

  /** A program of the gateway, usable by path. */
  String program(String name) throws IOException {
    Path script = folder.resolve(name);
    if (!Files.exists(script)) {
      Files.writeString(
          script, "#!/bin/sh\nexec ip netns exec " + gateway.name() + " " + name + " \"$@\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    return script.toString();
  }

  NftEnforcer enforcer() throws IOException {
    return enforcer(Map.of());
  }

  NftEnforcer enforcer(Map<String, Object> changes) throws IOException {
    NftEnforcer enforcer = new NftEnforcer(reports, configuration(changes));
    enforcer.bindSink(this);
    return enforcer;
  }

  /** What an operator configures of this ward. */
  Map<String, Object> configuration(Map<String, Object> changes) throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("wardInterface", "br0");
    values.put("localNetworks", new String[] {"10.77.0.0/24", "fd00:77::/64"});
    values.put("nftCommand", program("nft"));
    values.put("ipCommand", program("ip"));
    values.put("watchPeriodMs", 200);
    values.putAll(changes);
    return values;
  }

  @Override
  public CompletionStage<Void> submit(Event event) {
    events.add(event);
    return CompletableFuture.completedFuture(null);
  }

  static EnforcementEvent place(NftEnforcer enforcer, int last, PolicySet policy) throws Exception {
    return place(enforcer, last, mac(last), policy);
  }

  static EnforcementEvent place(NftEnforcer enforcer, int last, String mac, PolicySet policy)
      throws Exception {
    return answer(
        enforcer, new EnforcementIntent.Place(fresh(), soon(), placement(last, mac, policy)));
  }

  static EnforcementIntent.Placement placement(int last, String mac, PolicySet policy)
      throws Exception {
    return new EnforcementIntent.Placement(
        id(last),
        List.of(
            new NetworkBinding(InetAddress.getByName(address(last)), mac),
            new NetworkBinding(InetAddress.getByName(address6(last)), mac)),
        policy,
        Optional.empty());
  }

  static EnforcementEvent remove(NftEnforcer enforcer, int last) throws Exception {
    return answer(enforcer, new EnforcementIntent.Remove(fresh(), soon(), id(last)));
  }

  static EnforcementEvent answer(NftEnforcer enforcer, EnforcementIntent intent) throws Exception {
    return enforcer.execute(intent).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  static CorrelationId fresh() {
    return new CorrelationId("t" + NUMBER.incrementAndGet());
  }

  static Instant soon() {
    return Instant.now().plus(Duration.ofSeconds(20));
  }

  /** Sends, again and again until addresses are resolved, and waits for the rules to drop it. */
  void denied(String chain, Namespace sender, String command) throws Exception {
    long before = dropped(chain);
    sender.tell(command);
    long[] again = {System.nanoTime()};
    Await.until(
        command + " dropped in " + chain,
        Duration.ofSeconds(30),
        () -> {
          if (System.nanoTime() - again[0] > 1_000_000_000L) {
            again[0] = System.nanoTime();
            sender.tell(command);
          }
          return dropped(chain) > before;
        });
  }

  /** Packets dropped in a chain so far. */
  long dropped(String chain) throws IOException {
    return gateway.run("nft list chain inet wardgate " + chain).stream()
        .filter(line -> line.contains("counter packets") && line.contains("drop"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*packets (\\d+) .*", "$1")))
        .sum();
  }

  @Override
  public void close() throws IOException {
    for (Namespace device : devices) {
      device.close();
    }
    outside.close();
    gateway.close();
    Namespace.sh("rm -rf " + folder);
  }
}
