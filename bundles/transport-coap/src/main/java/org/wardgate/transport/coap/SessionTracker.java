package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.californium.scandium.AlertHandler;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionId;
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
  private final HalfOpen halfOpen;
  private final Acquaintances acquaintances;
  private final Standing standing;
  private final Consumer<InetAddress> begun;
  private volatile Consumer<Connection> drop = connection -> {};
  private volatile Function<InetSocketAddress, Optional<Connection>> lookUp =
      address -> Optional.empty();
  private volatile Function<ConnectionId, Optional<InetSocketAddress>> whereIs =
      connection -> Optional.empty();

  /**
   * @param begun told the address of every handshake whose cookie was right
   */
  SessionTracker(
      SessionRegistry registry,
      SessionAnnouncer announcer,
      HalfOpen halfOpen,
      Acquaintances acquaintances,
      Standing standing,
      Consumer<InetAddress> begun) {
    this.registry = registry;
    this.announcer = announcer;
    this.halfOpen = halfOpen;
    this.acquaintances = acquaintances;
    this.standing = standing;
    this.begun = begun;
  }

  /** The connector exists only after its listeners do. */
  void connect(DtlsServer server) {
    drop = server::drop;
    lookUp = server::connectionAt;
    whereIs = server::addressOf;
  }

  /** Where the peer of a connection is. */
  Optional<InetSocketAddress> addressOf(ConnectionId connection) {
    return whereIs.apply(connection);
  }

  @Override
  public void handshakeStarted(Handshaker handshaker) {
    InetAddress address = handshaker.getPeerAddress().getAddress();
    halfOpen.begin(handshaker.getConnection().getConnectionId(), address);
    begun.accept(address);
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
    halfOpen.end(connection.getConnectionId());
    Principal principal = context.getSession().getPeerIdentity();
    PeerSession.of(principal)
        .ifPresent(session -> established(connection, address, session, principal));
  }

  /** Takes a session in, unless its peer lost its standing meanwhile. */
  void established(
      Connection connection, InetSocketAddress address, PeerSession session, Principal principal) {
    Peer peer = session.establish(connection, address);
    List<PeerSession> excess = registry.add(connection.getConnectionId(), session);
    // asked when it is registered: who closes the device from now on finds this session
    if (!standing.lasts(session, principal)) {
      LOG.info("Session {} closed at once: the device was closed during its handshake", session);
      registry.remove(connection.getConnectionId());
      session.end();
      drop.accept(connection);
      return;
    }
    LOG.debug("Session {} established from {}", session, address);
    acquaintances.meet(address.getAddress());
    announcer.established(peer);
    session.announced(peer);
    for (PeerSession old : excess) {
      LOG.debug("Session {} closed: too many", old);
      old.connection().ifPresent(drop);
    }
  }

  @Override
  public void handshakeFailed(Handshaker handshaker, @Nullable Throwable error) {
    halfOpen.end(handshaker.getConnection().getConnectionId());
    LOG.debug("Handshake with {} failed: {}", handshaker.getPeerAddress(), String.valueOf(error));
  }

  @Override
  public void onConnectionRemoved(Connection connection) {
    halfOpen.end(connection.getConnectionId());
    registry.remove(connection.getConnectionId()).ifPresent(this::closed);
  }

  /** Tells that a session is gone. */
  void closed(PeerSession session) {
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
