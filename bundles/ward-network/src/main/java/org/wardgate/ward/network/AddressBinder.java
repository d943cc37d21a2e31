package org.wardgate.ward.network;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent.BindAddress;
import org.wardgate.api.policy.NetworkBinding;

/**
 * Finds the hardware address behind an IP address: looks, makes the kernel ask if need be, and
 * looks again until the deadline. Thread-safe.
 */
final class AddressBinder {
  /** Most searches under way. */
  static final int SEARCHES_MAX_COUNT = 1_024;

  /** How often a search looks again. */
  static final int LOOK_PERIOD_MS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(AddressBinder.class);

  /** RFC 863, the discard service: nobody answers, but the kernel has to resolve the address. */
  private static final int DISCARD_PORT = 9;

  private final NeighbourTable neighbours;
  private final Function<InetAddress, Optional<String>> neighbours6;
  private final Consumer<NetworkBinding> bound;
  private final Claims claims;
  private final Clock clock;
  private final ScheduledExecutorService executor;
  private final Set<Search> searches = ConcurrentHashMap.newKeySet();

  /**
   * @param neighbours of IPv4
   * @param neighbours6 of IPv6: the hardware address behind an address, if it is known now
   * @param bound told of each binding, on the executor's thread
   * @param executor of one thread, to which the claims are confined
   */
  AddressBinder(
      NeighbourTable neighbours,
      Function<InetAddress, Optional<String>> neighbours6,
      Claims claims,
      Consumer<NetworkBinding> bound,
      Clock clock,
      ScheduledExecutorService executor) {
    this.neighbours6 = neighbours6;
    this.bound = bound;
    this.neighbours = neighbours;
    this.claims = claims;
    this.clock = clock;
    this.executor = executor;
  }

  CompletionStage<NetworkEvent> bind(BindAddress intent) {
    Search search = new Search(intent);
    if (searches.size() >= SEARCHES_MAX_COUNT) {
      search.unknown("too many searches");
    } else {
      searches.add(search);
      try {
        executor.execute(() -> look(search, true));
      } catch (RejectedExecutionException e) {
        search.unknown("the ward network stops");
      }
    }
    return search.answer;
  }

  /** Answers every search that is still under way; the executor must have been shut down. */
  void close() {
    searches.forEach(search -> search.unknown("the ward network stops"));
  }

  private void look(Search search, boolean first) {
    InetAddress address = search.intent.address();
    try {
      Optional<String> mac =
          address instanceof Inet4Address ipv4
              ? neighbours.macOf(ipv4)
              : neighbours6.apply(address);
      if (mac.isPresent()) {
        search.end(claimed(search.intent, new NetworkBinding(unscoped(address), mac.get())));
      } else if (clock.instant().isAfter(search.intent.deadline())) {
        search.unknown(address.getHostAddress());
      } else {
        if (first) {
          poke(address);
        }
        var unused =
            executor.schedule(() -> look(search, false), LOOK_PERIOD_MS, TimeUnit.MILLISECONDS);
      }
    } catch (IOException | RejectedExecutionException e) {
      search.unknown(String.valueOf(e.getMessage()));
    }
  }

  /** One intent under way. */
  private final class Search {
    private final BindAddress intent;
    private final CompletableFuture<NetworkEvent> answer = new CompletableFuture<>();

    Search(BindAddress intent) {
      this.intent = intent;
    }

    void unknown(String detail) {
      end(AddressBinder.unknown(intent, NetworkErrors.NO_NEIGHBOUR, detail));
    }

    void end(NetworkEvent event) {
      searches.remove(this);
      answer.complete(event);
    }
  }

  private NetworkEvent claimed(BindAddress intent, NetworkBinding binding) {
    Optional<DeviceId> other = claims.claim(intent.device(), binding);
    if (other.isPresent()) {
      String detail =
          binding.address().getHostAddress() + " " + binding.mac() + " is " + other.get();
      return unknown(intent, NetworkErrors.ADDRESS_CONFLICT, detail);
    }
    bound.accept(binding);
    return new NetworkEvent.AddressBound(intent.correlationId(), intent.device(), binding);
  }

  /** The ward's interface is known; its number changes. */
  private static InetAddress unscoped(InetAddress address) throws UnknownHostException {
    return InetAddress.getByAddress(address.getAddress());
  }

  private static void poke(InetAddress address) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[0], 0, address, DISCARD_PORT));
    } catch (IOException e) {
      LOG.debug("{} could not be poked: {}", address, e.getMessage());
    }
  }

  static NetworkEvent unknown(BindAddress intent, ErrorCode code, String detail) {
    return new NetworkEvent.AddressUnknown(
        intent.correlationId(), intent.device(), Problem.of(code, detail));
  }
}
