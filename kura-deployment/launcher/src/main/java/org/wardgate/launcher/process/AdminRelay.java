package org.wardgate.launcher.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers a TCP port of this process's network namespace through a Unix socket, which every
 * namespace of the machine can reach. Only the owner may connect. Connections are bounded in number
 * and time.
 */
final class AdminRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminRelay.class);

  /** Most connections at once; more wait in the kernel's queue. */
  static final int CONNECTIONS_MAX = 16;

  /** Longest life of a connection, in seconds. */
  static final int LIFE_MAX_SECONDS = 120;

  private static final int BUFFER_BYTES = 8_192;

  private final Path socket;
  private final ServerSocketChannel server;
  private final Semaphore free = new Semaphore(CONNECTIONS_MAX);
  private final ScheduledExecutorService reaper =
      Executors.newSingleThreadScheduledExecutor(task -> daemon("admin-relay-reaper", task));

  private volatile InetSocketAddress target;

  private AdminRelay(Path socket, InetSocketAddress target, ServerSocketChannel server) {
    this.socket = socket;
    this.target = target;
    this.server = server;
  }

  /**
   * Opens the socket; a socket left behind is replaced.
   *
   * @throws IOException if it cannot be opened, for example because the path is too long
   */
  static AdminRelay open(Path socket, InetSocketAddress target) throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | IllegalArgumentException e) {
      server.close();
      throw new IOException("cannot open " + socket + ": " + e.getMessage(), e);
    }
    AdminRelay relay = new AdminRelay(socket, target, server);
    daemon("admin-relay", relay::accept).start();
    return relay;
  }

  /** Later connections go to this port. */
  void retarget(InetSocketAddress other) {
    target = other;
  }

  @Override
  public void close() throws IOException {
    reaper.shutdownNow();
    server.close();
    Files.deleteIfExists(socket);
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        free.acquire();
        SocketChannel client = server.accept();
        daemon("admin-relay-in", () -> serve(client)).start();
      }
    } catch (IOException e) {
      if (server.isOpen()) {
        LOG.error("the admin socket is lost", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        SocketChannel upstream = SocketChannel.open(target)) {
      var end = reaper.schedule(() -> close(client, upstream), LIFE_MAX_SECONDS, TimeUnit.SECONDS);
      Thread back = daemon("admin-relay-out", () -> answer(upstream, client));
      back.start();
      pump(client, upstream);
      back.join();
      end.cancel(false);
    } catch (IOException e) {
      LOG.debug("the console is not reachable: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  /** When the server has closed, there is nothing more to say. */
  private static void answer(SocketChannel upstream, SocketChannel client) {
    pump(upstream, client);
    close(upstream, client);
  }

  // not Channels' streams: on JDK 17 one that reads keeps another from writing (JDK-8279339)
  private static void pump(SocketChannel from, SocketChannel to) {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("a relayed connection broke: {}", e.getMessage());
      close(from, to);
    }
  }

  private static void close(SocketChannel one, SocketChannel other) {
    try (one;
        other) {
      LOG.trace("closing a relayed connection");
    } catch (IOException e) {
      LOG.debug("closing a relayed connection: {}", e.getMessage());
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
