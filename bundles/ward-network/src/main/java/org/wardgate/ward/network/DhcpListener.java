package org.wardgate.ward.network;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.network.NetworkErrors;

/**
 * Listens for MUD URLs in DHCP messages of the ward (RFC 8520 §10). A socket that cannot be opened
 * is said once and tried again; the other one, and everything else, goes on. {@link #stop} is
 * thread-safe.
 */
final class DhcpListener implements Runnable {
  /** How often what is not open is tried, and the interface looked for. */
  static final long TRY_PERIOD_MS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(DhcpListener.class);
  private static final long MS_NANOS = 1_000_000L;

  private final String wardInterface;
  private final BridgePorts ports;
  private final MudUrlMemory memory;
  private final Consumer<MudUrlClaim> claims;
  private final Set<String> said = new HashSet<>();
  private final Selector selector;
  private volatile boolean stopped;
  private @Nullable DatagramChannel broadcasts;
  private @Nullable DatagramChannel group;
  private int groupIndex;

  DhcpListener(
      String wardInterface, BridgePorts ports, MudUrlMemory memory, Consumer<MudUrlClaim> claims)
      throws IOException {
    this.wardInterface = wardInterface;
    this.ports = ports;
    this.memory = memory;
    this.claims = claims;
    this.selector = Selector.open();
  }

  /** Ends the loop and closes the sockets. */
  void stop() {
    stopped = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try (selector) {
      long tryNanos = System.nanoTime();
      while (!stopped) {
        if (System.nanoTime() - tryNanos >= 0) {
          open();
          tryNanos = System.nanoTime() + TRY_PERIOD_MS * MS_NANOS;
        }
        selector.select(this::ready, TRY_PERIOD_MS);
      }
    } catch (IOException e) {
      problem("DHCP", e);
    } finally {
      close(broadcasts);
      close(group);
    }
  }

  private void open() {
    if (broadcasts == null) {
      try {
        DatagramChannel opened = DhcpSockets.broadcasts();
        opened.register(selector, SelectionKey.OP_READ, false);
        broadcasts = opened;
        said.remove("DHCPv4");
      } catch (IOException e) {
        problem("DHCPv4", e);
      }
    }
    try {
      openGroup(DhcpSockets.ward(wardInterface));
    } catch (IOException e) {
      problem("DHCPv6", e);
    }
  }

  /** The group is joined on an interface that may go and come back as another. */
  private void openGroup(Optional<NetworkInterface> ward) throws IOException {
    if (group != null && ward.map(NetworkInterface::getIndex).orElse(0) != groupIndex) {
      close(group);
      group = null;
    }
    if (group == null && ward.isPresent()) {
      DatagramChannel opened = DhcpSockets.group(ward.get());
      opened.register(selector, SelectionKey.OP_READ, true);
      group = opened;
      groupIndex = ward.get().getIndex();
      said.remove("DHCPv6");
    }
  }

  private void ready(SelectionKey key) {
    if (!key.isValid() || !(key.attachment() instanceof Boolean dhcpv6)) {
      return;
    }
    try {
      ByteBuffer buffer = ByteBuffer.allocate(Dhcp4Message.MESSAGE_MAX_BYTES + 1);
      if (((DatagramChannel) key.channel()).receive(buffer) instanceof InetSocketAddress source) {
        byte[] message = new byte[buffer.flip().remaining()];
        buffer.get(message);
        if (fromClient(source.getAddress(), dhcpv6)) {
          (dhcpv6 ? Dhcp6Message.claim(message) : Dhcp4Message.claim(message))
              .filter(memory::admits)
              .filter(this::heardOnTheWard)
              .ifPresent(this::report);
        }
      }
    } catch (IOException e) {
      LOG.debug("a DHCP message was lost: {}", e.getMessage());
    }
  }

  /** A client without address, or with its link-local one on the ward. */
  private boolean fromClient(InetAddress source, boolean dhcpv6) throws IOException {
    if (!dhcpv6) {
      return source.isAnyLocalAddress() || WardPrefixes.of(wardInterface).contains(source);
    }
    return source.isLinkLocalAddress()
        && source instanceof Inet6Address scoped
        && scoped.getScopeId() == groupIndex;
  }

  private boolean heardOnTheWard(MudUrlClaim claim) {
    try {
      return ports.heard(claim.mac());
    } catch (IOException e) {
      problem("the bridge's ports", e);
      return false;
    }
  }

  private void report(MudUrlClaim claim) {
    memory.remember(claim);
    claims.accept(claim);
  }

  private void problem(String what, IOException e) {
    if (said.add(what)) {
      ErrorCode code = NetworkErrors.DHCP_LISTENING_FAILED;
      LOG.warn("{} {}: {} {}", code.code(), code.reason(), what, e.getMessage());
    }
  }

  private static void close(@Nullable DatagramChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("closing a DHCP socket: {}", e.getMessage());
      }
    }
  }
}
