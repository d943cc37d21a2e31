package org.wardgate.emulators.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The networks of a running demo. {@link #close} removes all of them and may be called twice. */
public interface Topology extends AutoCloseable {
  /** Addresses in use. */
  Plan plan();

  /** For people: what kind of network this is. */
  String description();

  /** What to put before a command so that it runs at the given place. */
  List<String> enter(Place place);

  /** The named network namespace another process of this user can start the gateway in. */
  Optional<String> gatewayNamespace();

  /** A process in whose user and network namespaces another process can start the gateway. */
  Optional<Long> gatewayHolder();

  /**
   * Makes ready for the gateway.
   *
   * @param hostsFile in the form of {@code /etc/hosts}: host names the gateway must know
   */
  void prepareGateway(Path hostsFile) throws IOException;

  @Override
  void close();

  /** Where a process can stand. */
  enum Place {
    /** On the gateway. */
    GATEWAY,
    /** Among the devices. */
    WARD,
    /** Outside the hospital. */
    WORLD
  }
}
