package org.wardgate.emulators.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** No namespaces: everything on loopback addresses. Nothing is enforced. */
public final class LoopbackTopology implements Topology {
  private final Plan plan;

  /**
   * @throws IOException if no port is free
   */
  public LoopbackTopology() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      plan = Plan.loopback(probe.getLocalPort());
    }
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public String description() {
    return "everything on loopback addresses, no network namespaces, no packet filter";
  }

  @Override
  public List<String> enter(Place place) {
    return List.of();
  }

  @Override
  public Optional<String> gatewayNamespace() {
    return Optional.empty();
  }

  @Override
  public Optional<Long> gatewayHolder() {
    return Optional.empty();
  }

  @Override
  public void prepareGateway(Path hostsFile) {
    // the gateway is told by a JVM option, since /etc/hosts is everybody's here
  }

  @Override
  public void close() {
    // nothing was made
  }
}
