package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.californium.scandium.AlertHandler;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.transport.Peer;

/** Follows sessions from the completed handshake to their removal. Never blocks. */
final class SessionTracker extends SessionAdapter implements ConnectionListener, AlertHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTracker.class);

  private final SessionRegistry registry;
  private final SessionAnnouncer announcer;
  private volatile Consumer<Connection> drop = connection -> {};
  private volatile Function<InetSocketAddress, Optional<Connection>> lookUp =
      address -> Optional.empty();

  SessionTracker(SessionRegistry registry, SessionAnnouncer announcer) {
    this.registry = registry;
    this.announcer = announcer;
  }

  /** The connector exists only after its listeners do. */
  void connect(DtlsServer server) {
    drop = server::drop;
    lookUp = server::connectionAt;
  }

  /**
   * The client's Finished was verified: certificate, possession of its key and the address are
   * proved (RFC 5246 §7.4.9). The library's "completed" would come with the first record or after a
   * minute, too late for a device that only listens.
   */
  @Override
  public void contextEstablished(Handshaker handshaker, DTLSContext context) {
    Connection connection = handshaker.getConnection();
    InetSocketAddress address = handshaker.getPeerAddress();
    PeerSession.of(context.getSession().getPeerIdentity())
        .ifPresent(session -> established(connection, address, session));
  }

  private void established(Connection connection, InetSocketAddress address, PeerSession session) {
    Peer peer = session.establish(connection, address);
    List<PeerSession> excess = registry.add(connection.getConnectionId(), session);
    LOG.debug("Session {} established from {}", session, address);
    announcer.established(peer);
    for (PeerSession old : excess) {
      LOG.debug("Session {} closed: too many", old);
      old.connection().ifPresent(drop);
    }
  }

  @Override
  public void handshakeFailed(Handshaker handshaker, @Nullable Throwable error) {
    LOG.debug("Handshake with {} failed: {}", handshaker.getPeerAddress(), String.valueOf(error));
  }

  @Override
  public void onConnectionRemoved(Connection connection) {
    registry.remove(connection.getConnectionId()).ifPresent(this::closed);
  }

  private void closed(PeerSession session) {
    session.end();
    LOG.debug("Session {} closed", session);
    session.established().ifPresent(announcer::closed);
  }

  @Override
  public void onAlert(@Nullable InetSocketAddress address, AlertMessage alert) {
    LOG.debug("Alert {} from {}", alert.getDescription(), address);
    if (address != null && alert.getDescription() == AlertDescription.CLOSE_NOTIFY) {
      // no resumption is offered: nothing of a closed session is worth keeping
      lookUp.apply(address).filter(Connection::isClosed).ifPresent(drop);
    }
  }

  @Override
  public void onConnectionEstablished(Connection connection) {
    // contextEstablished follows, when the connection is in the store
  }

  @Override
  public boolean onConnectionUpdatesSequenceNumbers(Connection connection, boolean write) {
    return false;
  }

  @Override
  public boolean onConnectionMacError(Connection connection) {
    return false;
  }

  @Override
  public void beforeExecution(Connection connection) {
    // nothing to prepare
  }

  @Override
  public void updateExecution(Connection connection) {
    // nothing to update
  }

  @Override
  public void afterExecution(Connection connection) {
    // nothing to clear
  }
}
