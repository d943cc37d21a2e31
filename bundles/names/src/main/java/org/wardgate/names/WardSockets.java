package org.wardgate.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesErrors;

/**
 * The sockets at all addresses. Confined to one thread but for {@link #listening} and {@link
 * #address}.
 */
final class WardSockets {
  private static final Logger LOG = LoggerFactory.getLogger(WardSockets.class);

  private final Selector selector;
  private final Questions questions;
  private volatile Map<InetSocketAddress, DeviceSockets> byBind = Map.of();

  WardSockets(Selector selector, Questions questions) {
    this.selector = selector;
    this.questions = questions;
  }

  /** Opens sockets at all of them; those that cannot be are tried again by {@link #tick}. */
  void open(List<InetSocketAddress> binds) {
    byBind = opened(binds);
  }

  /**
   * Opens and closes what differs; sockets whose address stays are not touched.
   *
   * @throws RefusedException with SOCKET_FAILED if one cannot be bound: all is as before
   */
  void change(List<InetSocketAddress> binds) throws RefusedException {
    Map<InetSocketAddress, DeviceSockets> before = byBind;
    List<InetSocketAddress> come = without(binds, before);
    List<InetSocketAddress> gone =
        before.keySet().stream().filter(bind -> !binds.contains(bind)).toList();
    boolean listened = before.values().stream().anyMatch(DeviceSockets::listening);
    List<InetSocketAddress> inTheWay = gone.stream().filter(old -> overlaps(old, come)).toList();
    inTheWay.forEach(bind -> close(before, bind));
    letGo();
    Map<InetSocketAddress, DeviceSockets> fresh = opened(come);
    Optional<InetSocketAddress> failed =
        come.stream().filter(bind -> !find(fresh, bind).listening()).findFirst();
    if (failed.isPresent() && listened) {
      come.forEach(bind -> close(fresh, bind));
      letGo();
      Map<InetSocketAddress, DeviceSockets> back = new LinkedHashMap<>(before);
      back.putAll(opened(inTheWay));
      byBind = back;
      throw new RefusedException(NamesErrors.SOCKET_FAILED, failed.get() + " cannot be bound");
    }
    gone.stream().filter(bind -> !inTheWay.contains(bind)).forEach(bind -> close(before, bind));
    letGo();
    Map<InetSocketAddress, DeviceSockets> after = new LinkedHashMap<>();
    for (InetSocketAddress bind : binds) {
      after.put(bind, find(come.contains(bind) ? fresh : before, bind));
    }
    byBind = after;
  }

  /** An address is free only once the selector has let its closed channel go. */
  private void letGo() {
    try {
      int unused = selector.selectNow(key -> {});
    } catch (IOException e) {
      LOG.warn("closing the resolver's sockets: {}", e.getMessage());
    }
  }

  private static List<InetSocketAddress> without(
      List<InetSocketAddress> binds, Map<InetSocketAddress, DeviceSockets> known) {
    return binds.stream().filter(bind -> !known.containsKey(bind)).toList();
  }

  private static boolean overlaps(InetSocketAddress old, List<InetSocketAddress> come) {
    return old.getPort() != 0
        && come.stream()
            .filter(bind -> bind.getPort() == old.getPort())
            .anyMatch(
                bind ->
                    bind.getAddress().isAnyLocalAddress() || old.getAddress().isAnyLocalAddress());
  }

  private Map<InetSocketAddress, DeviceSockets> opened(List<InetSocketAddress> binds) {
    Map<InetSocketAddress, DeviceSockets> opened = new LinkedHashMap<>();
    binds.forEach(bind -> opened.put(bind, new DeviceSockets(bind, selector, questions)));
    return opened;
  }

  private static DeviceSockets find(
      Map<InetSocketAddress, DeviceSockets> sockets, InetSocketAddress bind) {
    return Optional.ofNullable(sockets.get(bind)).orElseThrow();
  }

  private static void close(Map<InetSocketAddress, DeviceSockets> sockets, InetSocketAddress bind) {
    try {
      find(sockets, bind).close();
    } catch (IOException e) {
      LOG.warn("closing the resolver's sockets: {}", e.getMessage());
    }
  }

  /** Whether devices can ask, at every address. */
  boolean listening() {
    return byBind.values().stream().allMatch(DeviceSockets::listening);
  }

  /** Where it listens; the first address. */
  Optional<InetSocketAddress> address() {
    return byBind.values().stream().findFirst().map(DeviceSockets::address);
  }

  /** Whether time brings nothing. */
  boolean idle() {
    return byBind.values().stream().allMatch(DeviceSockets::idle);
  }

  void tick(long now) {
    byBind.values().forEach(each -> each.tick(now));
  }

  void close() {
    new ArrayList<>(byBind.keySet()).forEach(bind -> close(byBind, bind));
  }
}
