package org.wardgate.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Takes the connections of devices (RFC 7766), so many and no more. Confined to one thread. */
final class TcpServer implements Readiness, AutoCloseable {
  /** Most connections. */
  static final int CONNECTIONS_MAX_COUNT = 64;

  /** Most connections of one source. */
  static final int PER_SOURCE_MAX_COUNT = 4;

  private static final int BACKLOG = 16;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final Questions questions;
  private final List<TcpConnection> connections = new ArrayList<>();

  private TcpServer(ServerSocketChannel server, Selector selector, Questions questions) {
    this.server = server;
    this.selector = selector;
    this.questions = questions;
  }

  static TcpServer open(InetSocketAddress bind, Selector selector, Questions questions)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(bind, BACKLOG);
      server.configureBlocking(false);
      TcpServer made = new TcpServer(server, selector, questions);
      server.register(selector, SelectionKey.OP_ACCEPT, made);
      return made;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public void ready() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    connections.removeIf(connection -> !connection.open());
    InetAddress source = channel.socket().getInetAddress();
    long own = connections.stream().filter(c -> c.source().getAddress().equals(source)).count();
    if (connections.size() >= CONNECTIONS_MAX_COUNT || own >= PER_SOURCE_MAX_COUNT) {
      channel.close();
      return;
    }
    try {
      connections.add(new TcpConnection(channel, selector, questions));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  boolean idle() {
    return connections.isEmpty();
  }

  /** Closes connections on which nothing has happened for long. */
  void expire(long now) {
    connections.forEach(connection -> connection.expire(now));
    connections.removeIf(connection -> !connection.open());
  }

  @Override
  public void close() throws IOException {
    connections.forEach(TcpConnection::close);
    server.close();
  }
}
