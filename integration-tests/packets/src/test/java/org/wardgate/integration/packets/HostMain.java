package org.wardgate.integration.packets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A host in a namespace: a device that asks and sends, or the outside that answers. */
final class HostMain {
  private HostMain() {}

  /** Reads commands until the end of input. */
  public static void main(String[] arguments) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "dns" -> background(() -> serveNames(words[1], words[2]));
        case "listen" -> background(() -> listen(words[1], Integer.parseInt(words[2])));
        case "send" -> send(words[1], Integer.parseInt(words[2]), words[3]);
        case "resolve" -> background(() -> resolve(words[1], words[2]));
        default -> System.out.println("unknown " + words[0]);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                System.out.println("failed " + e.getMessage());
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void serveNames(String address, String answer) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName(address))) {
      System.out.println("serving");
      while (true) {
        DatagramPacket packet = receive(socket);
        Message question = new Message(packet.getData());
        Message reply = new Message(question.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(question.getQuestion(), Section.QUESTION);
        Name name = question.getQuestion().getName();
        reply.addRecord(
            new ARecord(name, DClass.IN, 60, InetAddress.getByName(answer)), Section.ANSWER);
        byte[] wire = reply.toWire();
        socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      }
    }
  }

  private static void listen(String address, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getByName(address))) {
      System.out.println("listening");
      while (true) {
        DatagramPacket packet = receive(socket);
        System.out.println("got " + new String(packet.getData(), StandardCharsets.UTF_8));
      }
    }
  }

  private static void send(String address, int port, String text) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(address), port));
    }
  }

  private static void resolve(String server, String name) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(server), 53));
      socket.setSoTimeout(10_000);
      Message question = new Message();
      question.getHeader().setFlag(Flags.RD);
      question.addRecord(
          Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN), Section.QUESTION);
      byte[] wire = question.toWire();
      socket.send(new DatagramPacket(wire, wire.length));
      Message answer = new Message(receive(socket).getData());
      StringBuilder line = new StringBuilder("answer " + Rcode.string(answer.getRcode()));
      for (Record record : answer.getSection(Section.ANSWER)) {
        line.append(' ').append(record.rdataToString());
      }
      System.out.println(line);
    }
  }

  private static DatagramPacket receive(DatagramSocket socket) throws IOException {
    byte[] buffer = new byte[2_048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.receive(packet);
    packet.setData(Arrays.copyOf(buffer, packet.getLength()));
    return packet;
  }
}
