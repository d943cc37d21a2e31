package org.wardgate.emulators.device;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.wardgate.emulators.net.Endpoint;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks the ward's resolver for IPv4 addresses, over UDP from the device's own address. */
final class NameQuery {
  private static final int ANSWER_MAX_BYTES = 4_096;
  private static final int WAIT_MAX_MILLIS = 3_000;

  private final String address;
  private final Endpoint resolver;

  NameQuery(String address, Endpoint resolver) {
    this.address = address;
    this.resolver = resolver;
  }

  /**
   * The addresses of a name.
   *
   * @throws IOException if there is no answer, or none with an address
   */
  List<InetAddress> resolve(String name) throws IOException {
    Message query =
        Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN));
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
      socket.setSoTimeout(WAIT_MAX_MILLIS);
      socket.connect(resolver.socketAddress());
      byte[] wire = query.toWire();
      socket.send(new DatagramPacket(wire, wire.length));
      DatagramPacket packet = new DatagramPacket(new byte[ANSWER_MAX_BYTES], ANSWER_MAX_BYTES);
      socket.receive(packet);
      Message answer = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
      if (answer.getHeader().getID() != query.getHeader().getID()) {
        throw new IOException("an answer to another question about " + name);
      }
      return addresses(name, answer);
    }
  }

  private static List<InetAddress> addresses(String name, Message answer) throws IOException {
    List<InetAddress> addresses =
        answer.getSection(Section.ANSWER).stream()
            .filter(ARecord.class::isInstance)
            .map(record -> ((ARecord) record).getAddress())
            .toList();
    if (addresses.isEmpty()) {
      throw new IOException(name + ": " + Rcode.string(answer.getRcode()));
    }
    return addresses;
  }
}
