package org.wardgate.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.api.transport.TransportKind;

/** A transport whose sessions answer, or not, when a test says so. */
final class FakeTransport implements DeviceChannels {
  final List<Session> open = new ArrayList<>();
  final List<Session> asked = new ArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private final SessionListener listener;
  boolean closesOne = true;

  FakeTransport(SessionListener listener) {
    this.listener = listener;
  }

  /** One session. */
  final class Session implements DeviceChannel {
    final CompletableFuture<Response> answer = new CompletableFuture<>();
    private Peer peer;

    Session(Peer peer) {
      this.peer = peer;
    }

    void roam(String address) {
      peer = new Peer(peer.identity(), peer.kind(), address(address), 1, peer.session());
    }

    @Override
    public Peer peer() {
      return peer;
    }

    @Override
    public CompletionStage<Response> post(
        String path, int format, int accept, Bytes payload, int max, Instant deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Response> get(String path, int accept, int max, Instant deadline) {
      asked.add(this);
      return answer;
    }

    @Override
    public boolean close() {
      if (closesOne) {
        end(this);
      }
      return closesOne;
    }
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  Session connect(String address) {
    return connect(PeerIdentity.Kind.IDEVID, TransportKind.COAP, address);
  }

  Session connect(PeerIdentity.Kind kind, TransportKind transport, String address) {
    Session session = untold(kind, transport, address);
    listener.established(session.peer);
    return session;
  }

  /** A session nobody is told of. */
  Session untold(PeerIdentity.Kind kind, TransportKind transport, String address) {
    Peer peer =
        new Peer(
            new PeerIdentity(kind, TestWard.PUMP, Bytes.EMPTY.sha256(), Optional.empty()),
            transport,
            address(address),
            5684,
            "s-" + count.incrementAndGet());
    Session session = new Session(peer);
    open.add(session);
    return session;
  }

  void end(Session session) {
    if (open.remove(session)) {
      listener.closed(session.peer);
    }
  }

  @Override
  public Optional<DeviceChannel> channel(DeviceId device) {
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
  }

  @Override
  public Optional<DeviceChannel> channel(Peer peer) {
    return open.stream()
        .filter(session -> session.peer.session().equals(peer.session()))
        .<DeviceChannel>map(session -> session)
        .findFirst();
  }

  @Override
  public void close(DeviceId device) {
    List.copyOf(open).forEach(this::end);
  }
}
