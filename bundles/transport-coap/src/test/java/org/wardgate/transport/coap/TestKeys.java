package org.wardgate.transport.coap;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.identity.PeerKeys;
import org.wardgate.api.transport.TransportKind;

/** Knows keys by identity; the identity is the device. */
final class TestKeys implements PeerKeys {
  private static final ErrorCode REFUSED = new ErrorCode("WG-TEST-0002", "refused", "none");

  final CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

  TestKeys with(String identity, byte[] key) {
    keys.put(identity, key);
    return this;
  }

  void forget(String identity) {
    keys.remove(identity);
  }

  @Override
  public SharedKey key(Bytes pskIdentity, String peerAddress, TransportKind kind)
      throws RefusedException {
    String identity = new String(pskIdentity.toArray(), StandardCharsets.UTF_8);
    asked.add(identity + " from " + peerAddress);
    byte[] key = keys.get(identity);
    if (key == null) {
      throw new RefusedException(REFUSED, identity);
    }
    return new SharedKey(
        new PeerIdentity(
            PeerIdentity.Kind.SHARED_KEY,
            new DeviceId(identity),
            pskIdentity.sha256(),
            Optional.empty()),
        new SecretKeySpec(key, "PSK"));
  }
}
