package org.wardgate.transport.coap;

import java.net.DatagramPacket;

/** What a look at a datagram tells of a client hello in it, without parsing more than needed. */
enum ClientHelloLook {
  /** There is none. */
  NONE,
  /** The first one of a handshake, or one that is cut off. */
  WITHOUT_COOKIE,
  /** The second one. */
  WITH_COOKIE;

  // RFC 6347 §4.1, §4.2.2: type, version (2), epoch (2), sequence (6), length (2); then message
  // type, length (3), sequence (2), fragment offset (3) and length (3); then the client hello
  private static final int EPOCH_OFFSET = 3;
  private static final int MESSAGE_TYPE_OFFSET = 13;
  private static final byte HANDSHAKE = 22;
  private static final byte CLIENT_HELLO = 1;
  // version (2) and random (32)
  private static final int SESSION_ID_OFFSET = 25 + 34;

  static ClientHelloLook at(DatagramPacket packet) {
    byte[] data = packet.getData();
    int start = packet.getOffset();
    int length = packet.getLength();
    boolean hello =
        length > MESSAGE_TYPE_OFFSET
            && data[start] == HANDSHAKE
            && data[start + EPOCH_OFFSET] == 0
            && data[start + EPOCH_OFFSET + 1] == 0
            && data[start + MESSAGE_TYPE_OFFSET] == CLIENT_HELLO;
    if (!hello) {
      return NONE;
    }
    if (length <= SESSION_ID_OFFSET) {
      return WITHOUT_COOKIE;
    }
    int cookieOffset = SESSION_ID_OFFSET + 1 + (data[start + SESSION_ID_OFFSET] & 0xff);
    return length > cookieOffset && data[start + cookieOffset] != 0 ? WITH_COOKIE : WITHOUT_COOKIE;
  }
}
