package org.wardgate.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.names.NamesErrors;

/**
 * Both sockets of one address, opened again and again until they are open: the ward's interface may
 * come later. Confined to one thread but for {@link #listening} and {@link #address}.
 */
final class DeviceSockets {
  /** How long until the next try. */
  static final long RETRY_NANOS = 2_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(DeviceSockets.class);

  private final InetSocketAddress bind;
  private final Selector selector;
  private final Questions questions;
  private volatile @Nullable UdpSocket udp;
  private @Nullable TcpServer tcp;
  private long triedNanos;
  private boolean failed;

  DeviceSockets(InetSocketAddress bind, Selector selector, Questions questions) {
    this.bind = bind;
    this.selector = selector;
    this.questions = questions;
    this.triedNanos = System.nanoTime();
    open();
  }

  boolean listening() {
    return udp != null;
  }

  InetSocketAddress address() {
    UdpSocket socket = udp;
    return new InetSocketAddress(bind.getAddress(), socket == null ? 0 : socket.port());
  }

  /** Whether time brings nothing: it listens, and nobody is connected. */
  boolean idle() {
    TcpServer server = tcp;
    return server != null && server.idle();
  }

  /** To be called now and then. */
  void tick(long now) {
    TcpServer server = tcp;
    if (server != null) {
      server.expire(now);
    } else if (now - triedNanos >= RETRY_NANOS) {
      triedNanos = now;
      open();
    }
  }

  private void open() {
    try {
      UdpSocket datagrams = UdpSocket.open(bind, selector, questions);
      try {
        InetSocketAddress same = new InetSocketAddress(bind.getAddress(), datagrams.port());
        tcp = TcpServer.open(same, selector, questions);
      } catch (IOException e) {
        datagrams.close();
        throw e;
      }
      udp = datagrams;
      if (failed) {
        LOG.info("the resolver listens at {} now", bind);
      }
    } catch (IOException e) {
      ErrorCode code = NamesErrors.SOCKET_FAILED;
      if (!failed) {
        failed = true; // said once
        LOG.error("{} {}: {} {}", code.code(), code.reason(), bind, e.getMessage());
      }
    }
  }

  void close() throws IOException {
    UdpSocket datagrams = udp;
    TcpServer server = tcp;
    if (datagrams != null) {
      datagrams.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
