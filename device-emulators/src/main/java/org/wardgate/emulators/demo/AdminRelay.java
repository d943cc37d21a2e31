package org.wardgate.emulators.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the gateway's admin API, which listens inside its own network namespace and on a Unix
 * socket, reachable on this namespace's loopback address: for browsers and for the demo itself.
 */
final class AdminRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRelay.class);
  private static final int PREFERRED_PORT = 8_480;
  private static final int CONNECTIONS_MAX_COUNT = 32;
  private static final int BUFFER_BYTES = 16_384;

  private final ServerSocketChannel server;
  private final Path socket;
  private final Semaphore free = new Semaphore(CONNECTIONS_MAX_COUNT);

  private AdminRelay(ServerSocketChannel server, Path socket) {
    this.server = server;
    this.socket = socket;
  }

  /** Listens on the preferred port, or on any other if that is taken. */
  static AdminRelay open(Path socket) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    AdminRelay relay = new AdminRelay(listen(loopback), socket);
    Thread thread = new Thread(relay::accept, "admin-relay");
    thread.setDaemon(true);
    thread.start();
    return relay;
  }

  private static ServerSocketChannel listen(InetAddress loopback) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      return server.bind(new InetSocketAddress(loopback, PREFERRED_PORT));
    } catch (IOException e) {
      LOG.debug("port {} is taken: {}", PREFERRED_PORT, e.getMessage());
      return server.bind(new InetSocketAddress(loopback, 0));
    }
  }

  /** Where people and programs find the admin API. */
  String address() throws IOException {
    return "http://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        if (free.tryAcquire()) {
          start(() -> serve(client));
        } else {
          client.close();
        }
      } catch (IOException e) {
        if (server.isOpen()) {
          LOG.warn("admin connection not accepted: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        SocketChannel gateway = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Thread back = start(() -> pump(gateway, client));
      pump(client, gateway);
      back.join();
    } catch (IOException e) {
      LOG.debug("admin connection ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  /** Copies until one side ends, then ends the other. */
  private static void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (from.read(buffer) >= 0) {
        write(buffer.flip(), to);
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("admin connection broke: {}", e.getMessage());
      close(from);
      close(to);
    }
  }

  private static void write(ByteBuffer buffer, ByteChannel to) throws IOException {
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("connection not closed: {}", e.getMessage());
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "admin-relay");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
