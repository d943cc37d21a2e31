package org.wardgate.transport.coap;

import java.net.DatagramPacket;
import java.net.InetAddress;
import org.eclipse.californium.scandium.DatagramFilter;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.Record;

/**
 * Drops a source address's client hellos above its rate, so that one flooding neighbour leaves the
 * others room to shake hands. Everything else is left to the filter behind it.
 */
final class HelloGate implements DatagramFilter {
  /** Source addresses remembered. */
  static final int ADDRESSES_MAX_COUNT = 4096;

  // RFC 6347 §4.1, §4.2.2: type, version (2), epoch (2), sequence (6), length (2), message type
  private static final int EPOCH_OFFSET = 3;
  private static final int MESSAGE_TYPE_OFFSET = 13;
  private static final byte HANDSHAKE = 22;
  private static final byte CLIENT_HELLO = 1;

  private final DatagramFilter next;
  private final TokenBuckets<InetAddress> hellos;

  HelloGate(DatagramFilter next, int hellosPerSecond) {
    this.next = next;
    this.hellos = new TokenBuckets<>(hellosPerSecond, ADDRESSES_MAX_COUNT, System::nanoTime);
  }

  @Override
  public boolean onReceiving(DatagramPacket packet) {
    return next.onReceiving(packet) && (!isHello(packet) || hellos.take(packet.getAddress()));
  }

  private static boolean isHello(DatagramPacket packet) {
    byte[] data = packet.getData();
    int start = packet.getOffset();
    return packet.getLength() > MESSAGE_TYPE_OFFSET
        && data[start] == HANDSHAKE
        && data[start + EPOCH_OFFSET] == 0
        && data[start + EPOCH_OFFSET + 1] == 0
        && data[start + MESSAGE_TYPE_OFFSET] == CLIENT_HELLO;
  }

  @Override
  public boolean onReceiving(Record record, Connection connection) {
    return next.onReceiving(record, connection);
  }

  @Override
  public boolean onMacError(Record record, Connection connection) {
    return next.onMacError(record, connection);
  }
}
