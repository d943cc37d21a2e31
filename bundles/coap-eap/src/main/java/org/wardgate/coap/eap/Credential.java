package org.wardgate.coap.eap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.wardgate.api.Bytes;

/**
 * Watches what the device shows the AAA server. A server authenticates whoever holds a credential;
 * that it is the credential of the identity the device began with, not every server checks, and
 * many repeat in the Access-Accept the User-Name they were asked with. So it has to be seen here:
 * EAP-PSK repeats the identity in the clear (RFC 4764 §5.2), EAP-TLS up to version 1.2 the
 * certificate. Not thread-safe.
 */
final class Credential {
  /** Types up to this one are no methods: identity, notification, NAK (RFC 3748 §5). */
  private static final int NO_METHOD_MAX = 3;

  private static final int PSK_SECOND_MESSAGE = 0x40;
  private static final int PSK_MESSAGE_MASK = 0xC0;
  private static final int PSK_ID_OFFSET = 1 + 16 + 16 + 16;

  private final boolean serverVouches;
  private final List<String> pskIdentities = new ArrayList<>();
  private final TlsClientCertificate tls = new TlsClientCertificate();
  private final Set<Integer> methods = new HashSet<>();

  /**
   * @param serverVouches whether the User-Name of an Access-Accept says who was authenticated, for
   *     methods that hide it
   */
  Credential(boolean serverVouches) {
    this.serverVouches = serverVouches;
  }

  /** Takes a response of the device. */
  void seen(EapPacket response) {
    if (response.type() > NO_METHOD_MAX) {
      methods.add(response.type());
    }
    byte[] data = response.data().toArray();
    if (response.type() == EapPacket.TYPE_PSK
        && data.length > PSK_ID_OFFSET
        && (data[0] & PSK_MESSAGE_MASK) == PSK_SECOND_MESSAGE) {
      byte[] id = Arrays.copyOfRange(data, PSK_ID_OFFSET, data.length);
      pskIdentities.add(new String(id, StandardCharsets.UTF_8));
    } else if (response.type() == EapPacket.TYPE_TLS) {
      tls.seen(data);
    }
  }

  /**
   * Whether what was authenticated is the device's own.
   *
   * @param userName in the server's Access-Accept
   * @param same whether a name is the device's
   */
  boolean confirms(Optional<Bytes> userName, Predicate<String> same) {
    Optional<String> name =
        userName.map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8));
    if (name.filter(same.negate()).isPresent() || methods.size() != 1) {
      return false;
    }
    boolean vouched = serverVouches && name.isPresent();
    return switch (methods.iterator().next()) {
      case EapPacket.TYPE_PSK -> !pskIdentities.isEmpty() && pskIdentities.stream().allMatch(same);
      case EapPacket.TYPE_TLS ->
          switch (tls.sight()) {
            case SHOWN -> tls.names().stream().anyMatch(same);
            case HIDDEN -> vouched;
            case ODD -> false;
          };
      default -> vouched;
    };
  }
}
