package org.wardgate.transport.coap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerKeys;
import org.wardgate.api.transport.TransportKind;

/** Everybody who knows keys of devices; the first that knows an identity answers. Thread-safe. */
final class KeyServices {
  private static final Logger LOG = LoggerFactory.getLogger(KeyServices.class);

  private final List<PeerKeys> services = new CopyOnWriteArrayList<>();

  void add(PeerKeys service) {
    services.add(service);
  }

  void remove(PeerKeys service) {
    services.removeIf(known -> known == service);
  }

  /** Whether there is anybody to ask. */
  boolean any() {
    return !services.isEmpty();
  }

  /** The key of an identity, if it has one and may use it. */
  Optional<PeerKeys.SharedKey> find(Bytes identity, String peerAddress) {
    if (identity.length() == 0 || identity.length() > PeerKeys.IDENTITY_MAX_BYTES) {
      return Optional.empty();
    }
    for (PeerKeys service : services) {
      try {
        return Optional.of(service.key(identity, peerAddress, TransportKind.COAP));
      } catch (RefusedException e) {
        LOG.debug("Identity from {} refused: {}", peerAddress, e.getMessage());
      } catch (RuntimeException e) {
        LOG.warn("Looking up a key failed unexpectedly: {}", e.toString());
        LOG.debug("Looking up a key failed unexpectedly", e);
      }
    }
    return Optional.empty();
  }
}
