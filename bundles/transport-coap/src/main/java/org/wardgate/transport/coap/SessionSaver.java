package org.wardgate.transport.coap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.californium.elements.auth.ExtensiblePrincipal;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.eclipse.californium.elements.util.DataStreamReader;
import org.eclipse.californium.elements.util.DatagramWriter;
import org.eclipse.californium.elements.util.SerializationUtil;
import org.eclipse.californium.scandium.dtls.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.identity.PeerKeys.SharedKey;
import org.wardgate.api.transport.TransportKind;

/**
 * Turns connections into bytes and back. Who comes back is asked who it is as in a handshake: its
 * certificate or key identity was saved, what it stands for is decided anew. Single-threaded.
 */
final class SessionSaver {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSaver.class);

  private final Supplier<Optional<PeerAuthenticator>> authenticator;
  private final KeyServices keys;
  private final SessionIds ids;

  /** A connection that came back, its session and its principal. */
  record Restored(Connection connection, PeerSession session, Principal principal) {}

  SessionSaver(
      Supplier<Optional<PeerAuthenticator>> authenticator, KeyServices keys, SessionIds ids) {
    this.authenticator = authenticator;
    this.keys = keys;
    this.ids = ids;
  }

  /** The connections of a connector that has stopped; those that cannot go on are left out. */
  byte[] write(List<Connection> connections) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DatagramWriter writer = new DatagramWriter(4096);
    SerializationUtil.writeNanotimeSynchronizationMark(writer);
    writer.writeTo(out);
    for (Connection connection : connections) {
      if (connection.getPeerAddress() != null && connection.writeTo(writer)) {
        writer.writeTo(out);
      } else {
        writer.reset();
      }
    }
    SerializationUtil.writeNoItem(out);
    writer.close();
    return out.toByteArray();
  }

  /** Whether a peer of these authenticated with a shared key. */
  boolean ofKeys(List<Connection> connections) {
    return connections.stream()
        .anyMatch(c -> c.getEstablishedPeerIdentity() instanceof PreSharedKeyIdentity);
  }

  /**
   * The connections whose peers are still good; nothing if the bytes are of another form.
   *
   * @param savedAt the moment of {@link Closures#now} when they were saved
   */
  List<Restored> read(byte[] content, long savedAt) {
    List<Restored> restored = new ArrayList<>();
    int read = 0;
    DataStreamReader reader = new DataStreamReader(new ByteArrayInputStream(content));
    try {
      long shift = SerializationUtil.readNanotimeSynchronizationMark(reader);
      Connection connection = Connection.fromReader(reader, shift);
      while (connection != null) {
        read++;
        restore(connection, savedAt).ifPresent(restored::add);
        connection = Connection.fromReader(reader, shift);
      }
    } catch (RuntimeException e) {
      // whatever the library makes of the bytes: the endpoint serves without them
      LOG.warn("Saved sessions are ignored, devices shake hands anew: {}", e.toString());
      return List.of();
    }
    LOG.info("{} of {} saved sessions go on", restored.size(), read);
    return restored;
  }

  private Optional<Restored> restore(Connection connection, long savedAt) {
    InetSocketAddress address = connection.getPeerAddress();
    Principal principal = connection.getEstablishedPeerIdentity();
    Optional<PeerIdentity> identity =
        address == null
            ? Optional.empty()
            : identify(principal, address.getAddress().getHostAddress());
    if (identity.isEmpty() || !(principal instanceof ExtensiblePrincipal<?> extensible)) {
      LOG.debug("A saved session is not taken up");
      return Optional.empty();
    }
    PeerSession session = new PeerSession(ids.next(), identity.get(), savedAt);
    Principal amended = extensible.amend(session.asInfo());
    connection.setEstablishedPeerIdentity(amended);
    return Optional.of(new Restored(connection, session, amended));
  }

  private Optional<PeerIdentity> identify(Principal principal, String address) {
    if (principal instanceof PreSharedKeyIdentity shared) {
      byte[] identity = shared.getIdentity().getBytes(StandardCharsets.UTF_8);
      return keys.find(Bytes.of(identity), address).map(SharedKey::identity);
    }
    return principal instanceof X509CertPath path
        ? authenticator.get().flatMap(asked -> authenticate(asked, path, address))
        : Optional.empty();
  }

  private static Optional<PeerIdentity> authenticate(
      PeerAuthenticator asked, X509CertPath path, String address) {
    try {
      return Optional.of(
          asked.authenticate(List.of(path.getTarget()), address, TransportKind.COAP));
    } catch (RefusedException e) {
      LOG.debug("A saved session is refused: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("Peer authentication failed unexpectedly: {}", e.toString());
      LOG.debug("Peer authentication failed unexpectedly", e);
    }
    return Optional.empty();
  }
}
