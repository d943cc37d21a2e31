package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.auth.AdditionalInfo;
import org.eclipse.californium.elements.auth.ExtensiblePrincipal;
import org.eclipse.californium.scandium.dtls.Connection;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.TransportKind;

/**
 * One DTLS session of an authenticated peer. Made when the certificate was accepted, travels inside
 * the session's principal, and so arrives with every message of that session and no other.
 */
final class PeerSession {
  private static final String KEY = "wardgate.session";

  private final String id;
  private final PeerIdentity identity;
  private final TransportKind kind;
  private final long begun;
  private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Connection connection;
  private volatile @Nullable Peer established;
  private final CompletableFuture<Peer> announcement = new CompletableFuture<>();
  private volatile boolean admitted;
  private volatile boolean ended;

  /** A session that DTLS protects and that nobody closed before it began. */
  PeerSession(String id, PeerIdentity identity) {
    this(id, identity, Long.MAX_VALUE);
  }

  /**
   * @param begun the moment of {@link Closures#now} before the peer was authenticated
   */
  PeerSession(String id, PeerIdentity identity, long begun) {
    this(id, identity, TransportKind.COAP, begun);
  }

  /** A session of any kind. */
  PeerSession(String id, PeerIdentity identity, TransportKind kind, long begun) {
    this.id = id;
    this.identity = identity;
    this.kind = kind;
    this.begun = begun;
  }

  /** The session a message of this context belongs to. */
  static Optional<PeerSession> of(@Nullable EndpointContext context) {
    return context == null ? Optional.empty() : of(context.getPeerIdentity());
  }

  static Optional<PeerSession> of(@Nullable Principal principal) {
    if (principal instanceof ExtensiblePrincipal<?> extensible) {
      return Optional.ofNullable(extensible.getExtendedInfo().get(KEY, PeerSession.class));
    }
    return Optional.empty();
  }

  /** This session as the information a principal carries. */
  AdditionalInfo asInfo() {
    return AdditionalInfo.from(Map.of(KEY, this));
  }

  String id() {
    return id;
  }

  PeerIdentity identity() {
    return identity;
  }

  /** The moment of {@link Closures#now} before the peer was authenticated. */
  long begun() {
    return begun;
  }

  /** Called once, when the handshake is complete. */
  Peer establish(Connection newConnection, InetSocketAddress address) {
    Peer peer = peerAt(address);
    connection = newConnection;
    established = peer;
    return peer;
  }

  /** Called when every listener was told of the session. */
  void announced(Peer peer) {
    announcement.complete(peer);
  }

  /** Completes when every listener was told of the session; not by whoever waits for it. */
  CompletionStage<Peer> announcement() {
    return announcement.minimalCompletionStage();
  }

  /** Called when the gate let the session in, for the rest of its life. */
  void admit() {
    admitted = true;
  }

  /** Whether the gate let the session in. */
  boolean admitted() {
    return admitted;
  }

  /** Lets go of the connection: messages that are still remembered shall not keep its keys. */
  void end() {
    ended = true;
    connection = null;
    endings.forEach(this::runOnce);
  }

  /** Whether the session may still be served. */
  boolean live() {
    return !ended;
  }

  /** Has a task run when the session ends, or now if it has ended, unless it is forgotten first. */
  void whenEnded(Runnable task) {
    endings.add(task);
    if (ended) {
      runOnce(task);
    }
  }

  /** Undoes {@link #whenEnded}. */
  void forget(Runnable task) {
    endings.remove(task);
  }

  private void runOnce(Runnable task) {
    if (endings.remove(task)) {
      task.run();
    }
  }

  /** The peer as it was when the session was established; absent before. */
  Optional<Peer> established() {
    return Optional.ofNullable(established);
  }

  Optional<Connection> connection() {
    return Optional.ofNullable(connection);
  }

  /** Where the peer is now: with a connection id (RFC 9146) its address may change. */
  Optional<InetSocketAddress> address() {
    return connection().map(Connection::getPeerAddress);
  }

  Peer peerAt(InetSocketAddress address) {
    return new Peer(identity, kind, address.getAddress(), address.getPort(), id);
  }

  @Override
  public String toString() {
    return id + " of " + identity.device();
  }
}
