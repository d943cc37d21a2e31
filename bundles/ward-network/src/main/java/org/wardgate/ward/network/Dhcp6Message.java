package org.wardgate.ward.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the MUD URL of a DHCPv6 client (RFC 8415) from its message. */
final class Dhcp6Message {
  /** Longest message looked at, in bytes: what an Ethernet frame carries. */
  static final int MESSAGE_MAX_BYTES = 1_452;

  private static final int OPTIONS_AT = 4;
  private static final int OPTION_HEADER_BYTES = 4;
  private static final int OPTION_CLIENT_ID = 1;
  private static final int OPTION_MUD_URL = 112;

  /** SOLICIT, REQUEST, INFORMATION-REQUEST. */
  private static final Set<Integer> TYPES = Set.of(1, 3, 11);

  // RFC 8415 §11.2, §11.4: type, hardware type, time in the first kind, hardware address
  private static final int DUID_LLT = 1;
  private static final int DUID_LLT_MAC_AT = 8;
  private static final int DUID_LL = 3;
  private static final int DUID_LL_MAC_AT = 4;
  private static final int ETHERNET = 1;
  private static final int MAC_BYTES = 6;

  private final byte[] message;

  private Dhcp6Message(byte[] message) {
    this.message = message;
  }

  /** What the message claims, if it comes from a client and names a MUD URL. */
  static Optional<MudUrlClaim> claim(byte[] message) {
    return message.length > OPTIONS_AT
            && message.length <= MESSAGE_MAX_BYTES
            && TYPES.contains((int) message[0])
        ? new Dhcp6Message(message).read()
        : Optional.empty();
  }

  private Optional<MudUrlClaim> read() {
    byte @Nullable [] clientId = null;
    byte @Nullable [] mudString = null;
    int at = OPTIONS_AT;
    while (at < message.length) {
      if (message.length - at < OPTION_HEADER_BYTES) {
        return Optional.empty();
      }
      int code = number(message, at);
      int length = number(message, at + 2);
      at += OPTION_HEADER_BYTES;
      if (length > message.length - at) {
        return Optional.empty();
      }
      byte[] value = Arrays.copyOfRange(message, at, at + length);
      at += length;
      if (code == OPTION_CLIENT_ID) {
        if (clientId != null) {
          return Optional.empty(); // RFC 8415 §24: both are singletons
        }
        clientId = value;
      } else if (code == OPTION_MUD_URL) {
        if (mudString != null) {
          return Optional.empty();
        }
        mudString = value;
      }
    }
    Optional<String> mac = clientId == null ? Optional.empty() : mac(clientId);
    Optional<String> url = mudString == null ? Optional.empty() : MudString.url(mudString);
    return mac.flatMap(known -> url.map(claimed -> new MudUrlClaim(known, claimed, true)));
  }

  private static Optional<String> mac(byte[] duid) {
    if (duid.length < DUID_LL_MAC_AT || number(duid, 2) != ETHERNET) {
      return Optional.empty();
    }
    int at =
        switch (number(duid, 0)) {
          case DUID_LLT -> DUID_LLT_MAC_AT;
          case DUID_LL -> DUID_LL_MAC_AT;
          default -> duid.length;
        };
    return duid.length == at + MAC_BYTES && Macs.unicast(duid, at)
        ? Optional.of(Macs.text(duid, at))
        : Optional.empty();
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
