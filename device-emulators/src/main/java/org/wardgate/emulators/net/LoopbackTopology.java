package org.wardgate.emulators.net;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** No namespaces: everything on loopback addresses. Nothing is enforced. */
public final class LoopbackTopology implements Topology {
  @Override
  public Plan plan() {
    return Plan.loopback();
  }

  @Override
  public String description() {
    return "loopback addresses, because this kernel allows no network namespaces here";
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
