package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.ResumptionSupportingConnectionStore;
import org.jspecify.annotations.Nullable;

/** The DTLS connector, with a way to drop one connection and nothing else. */
final class DtlsServer extends DTLSConnector {
  private final ResumptionSupportingConnectionStore store;
  private final int connectionsMax;

  DtlsServer(DtlsConnectorConfig config) {
    this(config, createConnectionStore(config));
  }

  private DtlsServer(DtlsConnectorConfig config, ResumptionSupportingConnectionStore store) {
    super(config, store);
    this.store = store;
    this.connectionsMax = store.remainingCapacity();
  }

  /** The connection at an address. */
  Optional<Connection> connectionAt(@Nullable InetSocketAddress address) {
    return address == null ? Optional.empty() : Optional.ofNullable(store.get(address));
  }

  /** Where the peer of a connection is. */
  Optional<InetSocketAddress> addressOf(ConnectionId connection) {
    return Optional.ofNullable(store.get(connection)).map(Connection::getPeerAddress);
  }

  /** Connections in the store, whatever their state. */
  int connections() {
    return connectionsMax - store.remainingCapacity();
  }

  /** Sends close_notify (RFC 5246 §7.2.1) and forgets the connection and its keys. */
  void drop(Connection connection) {
    InetSocketAddress address = connection.getPeerAddress();
    try {
      if (connectionAt(address).filter(found -> same(found, connection)).isPresent()) {
        close(address);
      }
      // queued behind the alert: a connection's jobs run one after the other
      connection.getExecutor().execute(() -> store.remove(connection, true));
    } catch (RejectedExecutionException e) {
      store.remove(connection, true);
    }
  }

  private static boolean same(Connection one, Connection other) {
    return one.getConnectionId().equals(other.getConnectionId());
  }
}
