package org.wardgate.transport.coap;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.SessionListener;

/** Tells every listener; one that fails does not keep the others from hearing. Thread-safe. */
final class SessionAnnouncer implements SessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionAnnouncer.class);

  private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

  void add(SessionListener listener) {
    listeners.add(listener);
  }

  void remove(SessionListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void established(Peer peer) {
    tell(listener -> listener.established(peer));
  }

  @Override
  public void closed(Peer peer) {
    tell(listener -> listener.closed(peer));
  }

  private void tell(Consumer<SessionListener> message) {
    for (SessionListener listener : listeners) {
      try {
        message.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("Session listener {} failed", listener.getClass().getName(), e);
      }
    }
  }
}
