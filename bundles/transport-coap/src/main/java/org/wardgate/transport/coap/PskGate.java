package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.PeerKeys.SharedKey;

/**
 * Finds the key a peer names. An identity nobody knows goes on with a key that nobody has, so that
 * it ends exactly as a wrong key does: the peer's Finished cannot be read and is dropped without a
 * word (RFC 4279 §2, RFC 6347 §4.1.2.7).
 */
final class PskGate implements AdvancedPskStore {
  private static final int NOBODYS_KEY_BYTES = 32;
  private static final int KEY_MIN_BYTES = 16;
  private static final int KEY_MAX_BYTES = 64;

  private final KeyServices keys;
  private final Function<ConnectionId, Optional<InetSocketAddress>> addresses;
  private final Closures closures;
  private final SessionIds ids;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys who knows keys now
   * @param addresses where a connection's peer is
   * @param closures which devices were closed meanwhile
   * @param ids of sessions
   */
  PskGate(
      KeyServices keys,
      Function<ConnectionId, Optional<InetSocketAddress>> addresses,
      Closures closures,
      SessionIds ids) {
    this.keys = keys;
    this.addresses = addresses;
    this.closures = closures;
    this.ids = ids;
  }

  @Override
  public boolean hasEcdhePskSupported() {
    return true;
  }

  @Override
  public PskSecretResult requestPskSecretResult(
      ConnectionId connection,
      @Nullable ServerNames serverName,
      PskPublicInformation identity,
      String hmacAlgorithm,
      @Nullable SecretKey otherSecret,
      byte[] seed,
      boolean useExtendedMasterSecret) {
    byte[] nobodys = new byte[NOBODYS_KEY_BYTES];
    random.nextBytes(nobodys);
    long begun = closures.now();
    Optional<SharedKey> found =
        keys.find(Bytes.of(identity.getBytes()), address(connection)).filter(PskGate::usable);
    byte[] key = found.map(shared -> shared.key().getEncoded()).orElse(nobodys);
    try {
      return new PskSecretResult(
          connection,
          identity,
          SecretUtil.create(key, PskSecretResult.ALGORITHM_PSK),
          found.map(shared -> new PeerSession(ids.next(), shared.identity(), begun)).orElse(null));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static boolean usable(SharedKey shared) {
    byte[] key = shared.key().getEncoded();
    if (key == null) {
      return false;
    }
    Arrays.fill(key, (byte) 0);
    return key.length >= KEY_MIN_BYTES && key.length <= KEY_MAX_BYTES;
  }

  private String address(ConnectionId connection) {
    return addresses
        .apply(connection)
        .map(address -> address.getAddress().getHostAddress())
        .orElse("unknown");
  }

  @Override
  public @Nullable PskPublicInformation getIdentity(
      @Nullable InetSocketAddress peerAddress, @Nullable ServerNames virtualHost) {
    return null; // asked of clients only
  }

  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {
    // results are returned, never handed over later
  }
}
