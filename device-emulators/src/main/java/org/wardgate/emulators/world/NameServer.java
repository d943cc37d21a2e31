package org.wardgate.emulators.world;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.emulators.net.Endpoint;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** An authoritative DNS server over UDP for a handful of A records. */
public final class NameServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NameServer.class);
  private static final int QUERY_MAX_BYTES = 1_232;

  private final Map<String, WorldConfig.Name> names;
  private final DatagramSocket socket;

  private NameServer(List<WorldConfig.Name> names, DatagramSocket socket) {
    this.names =
        names.stream().collect(Collectors.toMap(WorldConfig.Name::name, Function.identity()));
    this.socket = socket;
  }

  /** Binds the socket and serves until closed. */
  public static NameServer start(Endpoint endpoint, List<WorldConfig.Name> names)
      throws IOException {
    NameServer server = new NameServer(names, new DatagramSocket(endpoint.socketAddress()));
    Thread thread = new Thread(server::serve, "dns");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** The port in use. */
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    byte[] buffer = new byte[QUERY_MAX_BYTES];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] query = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] answer = answer(new Message(query)).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.debug("query dropped: {}", e.getMessage());
        }
      }
    }
  }

  private Message answer(Message query) throws IOException {
    Message answer = new Message(query.getHeader().getID());
    Header header = answer.getHeader();
    header.setFlag(Flags.QR);
    header.setOpcode(query.getHeader().getOpcode());
    Record question = query.getQuestion();
    if (question == null || query.getHeader().getOpcode() != Opcode.QUERY) {
      header.setRcode(Rcode.NOTIMP);
      return answer;
    }
    answer.addRecord(question, Section.QUESTION);
    header.setFlag(Flags.AA);
    if (query.getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    fill(answer, question);
    return answer;
  }

  private void fill(Message answer, Record question) throws IOException {
    Name asked = question.getName();
    WorldConfig.Name name = names.get(asked.toString(true).toLowerCase(Locale.ROOT));
    if (name == null) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
      return;
    }
    if (question.getType() == Type.A) {
      InetAddress address = InetAddress.getByName(name.address());
      answer.addRecord(new ARecord(asked, DClass.IN, name.ttlSeconds(), address), Section.ANSWER);
    }
  }
}
