package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ResumptionSupportingConnectionStore;
import org.jspecify.annotations.Nullable;

/** The DTLS connector, with a way to drop one connection and nothing else. */
final class DtlsServer extends DTLSConnector {
  private final ResumptionSupportingConnectionStore store;

  DtlsServer(DtlsConnectorConfig config) {
    this(config, createConnectionStore(config));
  }

  private DtlsServer(DtlsConnectorConfig config, ResumptionSupportingConnectionStore store) {
    super(config, store);
    this.store = store;
  }

  /** The connection at an address. */
  Optional<Connection> connectionAt(@Nullable InetSocketAddress address) {
    return address == null ? Optional.empty() : Optional.ofNullable(store.get(address));
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
