package org.wardgate.emulators.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Three network namespaces: the gateway with its bridge, the devices with one wire each, the world.
 *
 * <p>All devices share a namespace and still talk to each other over the wire: the lookup in the
 * local routing table is restricted to packets that arrive on a device's interface, and each source
 * address has a routing table of its own that leads out of its own interface. The bridge ports are
 * isolated, so that a packet to a neighbour can only go to the gateway, which answers ARP for it
 * and forwards it.
 */
public final class NamespaceTopology implements Topology {
  /** Prefix of the namespaces' names in the demo. */
  public static final String DEMO_PREFIX = "wardgate";

  private final Map<Place, String> names;
  private final Namespaces namespaces;
  private final GatewayHosts hosts;
  private final boolean ownMounts;
  private Optional<Process> holder = Optional.empty();

  private NamespaceTopology(String prefix, boolean ownMounts) {
    this.names =
        Map.of(
            Place.GATEWAY,
            prefix + "-gw",
            Place.WARD,
            prefix + "-ward",
            Place.WORLD,
            prefix + "-net");
    this.namespaces = new Namespaces(List.copyOf(names.values()));
    this.hosts = new GatewayHosts(name(Place.GATEWAY));
    this.ownMounts = ownMounts;
  }

  /**
   * Makes the networks; what an earlier demo left under these names is removed first.
   *
   * @param prefix of the namespaces' names, at most 32 characters
   * @param devicesCount how many wires, 1 to {@link Plan#DEVICES_MAX_COUNT}
   * @param ownMounts whether this process is in a user and mount namespace made for the demo
   * @throws IOException if one step failed; nothing is left behind
   */
  public static NamespaceTopology open(String prefix, int devicesCount, boolean ownMounts)
      throws IOException {
    NamespaceTopology topology = new NamespaceTopology(prefix, ownMounts);
    topology.hosts.remove();
    topology.namespaces.removeLeftovers();
    try {
      topology.build(devicesCount);
      return topology;
    } catch (IOException | RuntimeException e) {
      topology.close();
      throw e;
    }
  }

  /** Whether this process may make network namespaces. */
  public static boolean possible() {
    String probe = "wardgate-probe-" + ProcessHandle.current().pid();
    try {
      Programs.run(List.of("ip", "netns", "add", probe));
      Programs.run(List.of("ip", "netns", "exec", probe, "ip", "link", "set", "lo", "up"));
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      Programs.succeeds(List.of("ip", "netns", "del", probe));
    }
  }

  @Override
  public Plan plan() {
    return Plan.namespaces();
  }

  @Override
  public String description() {
    return "network namespaces "
        + String.join(", ", name(Place.GATEWAY), name(Place.WARD), name(Place.WORLD));
  }

  @Override
  public List<String> enter(Place place) {
    return List.of("ip", "netns", "exec", name(place));
  }

  @Override
  public Optional<String> gatewayNamespace() {
    return ownMounts ? Optional.empty() : Optional.of(name(Place.GATEWAY));
  }

  @Override
  public Optional<Long> gatewayHolder() {
    return holder.map(Process::pid);
  }

  @Override
  public void prepareGateway(Path hostsFile) throws IOException {
    if (ownMounts) {
      GatewayHosts.mount(hostsFile);
      holder = Optional.of(Programs.builder(inGateway("cat")).start());
    } else {
      hosts.give(hostsFile);
    }
  }

  @Override
  public void close() {
    holder.ifPresent(Process::destroy);
    namespaces.remove();
    hosts.remove();
  }

  private List<String> inGateway(String command) {
    return List.of("ip", "netns", "exec", name(Place.GATEWAY), command);
  }

  private String name(Place place) {
    return Objects.requireNonNull(names.get(place));
  }

  private void build(int devicesCount) throws IOException {
    namespaces.add();
    for (Place place : Place.values()) {
      shell(place, NetworkScripts.NO_IPV6);
    }
    shell(Place.GATEWAY, NetworkScripts.GATEWAY_SETTINGS);
    shell(Place.WARD, NetworkScripts.WARD_SETTINGS);
    NetworkScripts scripts = new NetworkScripts(plan(), devicesCount);
    batch(Place.GATEWAY, scripts.gateway(name(Place.WARD), name(Place.WORLD)));
    shell(Place.GATEWAY, NetworkScripts.BRIDGE_SETTINGS);
    batch(Place.WORLD, scripts.world());
    batch(Place.WARD, scripts.ward());
  }

  private void batch(Place place, String lines) throws IOException {
    Programs.run(List.of("ip", "-n", name(place), "-batch", "-"), lines);
  }

  private void shell(Place place, String script) throws IOException {
    Programs.run(List.of("ip", "netns", "exec", name(place), "sh", "-e", "-c", script));
  }
}
