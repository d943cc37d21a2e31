package org.wardgate.ward.network;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Reads the MUD URL of a DHCPv4 client (RFC 2131, RFC 2132) from its message. */
final class Dhcp4Message {
  /** Longest message looked at, in bytes: what an Ethernet frame carries. */
  static final int MESSAGE_MAX_BYTES = 1_472;

  private static final int BOOTREQUEST = 1;
  private static final int ETHERNET = 1;
  private static final int MAC_BYTES = 6;
  private static final int RELAY_AT = 24;
  private static final int CLIENT_MAC_AT = 28;
  private static final int SERVER_NAME_AT = 44;
  private static final int FILE_AT = 108;
  private static final int COOKIE_AT = 236;
  private static final int OPTIONS_AT = 240;
  private static final byte[] COOKIE = {99, (byte) 130, 83, 99};

  private static final int OPTION_PAD = 0;
  private static final int OPTION_OVERLOAD = 52;
  private static final int OPTION_TYPE = 53;
  private static final int OPTION_MUD_URL = 161;
  private static final int OPTION_END = 255;

  /** DISCOVER, REQUEST, INFORM. */
  private static final Set<Integer> TYPES = Set.of(1, 3, 8);

  private final byte[] message;

  /** The parts of an option that appears more than once belong together (RFC 3396 §7). */
  private final ByteArrayOutputStream mudString = new ByteArrayOutputStream();

  private int type;
  private int overload;

  private Dhcp4Message(byte[] message) {
    this.message = message;
  }

  /** What the message claims, if it comes from a client on this network and names a MUD URL. */
  static Optional<MudUrlClaim> claim(byte[] message) {
    return new Dhcp4Message(message).read();
  }

  private Optional<MudUrlClaim> read() {
    if (!fromClient()) {
      return Optional.empty();
    }
    // RFC 3396 §5: the options field, then file, then sname
    boolean whole = options(OPTIONS_AT, message.length, true);
    whole &= (overload & 1) == 0 || options(FILE_AT, COOKIE_AT, false);
    whole &= (overload & 2) == 0 || options(SERVER_NAME_AT, FILE_AT, false);
    if (!whole || !TYPES.contains(type)) {
      return Optional.empty();
    }
    String mac = Macs.text(message, CLIENT_MAC_AT);
    return MudString.url(mudString.toByteArray()).map(url -> new MudUrlClaim(mac, url, false));
  }

  private boolean fromClient() {
    return message.length > OPTIONS_AT
        && message.length <= MESSAGE_MAX_BYTES
        && message[0] == BOOTREQUEST
        && message[1] == ETHERNET
        && message[2] == MAC_BYTES
        && message[RELAY_AT] == 0
        && message[RELAY_AT + 1] == 0
        && message[RELAY_AT + 2] == 0
        && message[RELAY_AT + 3] == 0
        && Macs.unicast(message, CLIENT_MAC_AT)
        && Arrays.equals(message, COOKIE_AT, OPTIONS_AT, COOKIE, 0, COOKIE.length);
  }

  /** Reads one field; false if it is malformed. */
  private boolean options(int from, int to, boolean main) {
    int at = from;
    while (at < to) {
      int code = message[at++] & 0xff;
      if (code == OPTION_END) {
        return true;
      }
      if (code == OPTION_PAD) {
        continue;
      }
      int length = at < to ? message[at++] & 0xff : -1;
      if (length < 0 || length > to - at) {
        return false;
      }
      option(code, at, length, main);
      at += length;
    }
    return true;
  }

  private void option(int code, int at, int length, boolean main) {
    if (code == OPTION_MUD_URL) {
      mudString.write(message, at, length);
    } else if (code == OPTION_TYPE && length == 1) {
      type = message[at];
    } else if (code == OPTION_OVERLOAD && length == 1 && main) {
      overload = message[at];
    }
  }
}
