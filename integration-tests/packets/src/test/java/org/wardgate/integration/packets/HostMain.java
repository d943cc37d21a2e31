package org.wardgate.integration.packets;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.xbill.DNS.AAAARecord;
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
        case "dns" -> background(() -> serveNames(words[1], words[2], words[3]));
        case "forge" ->
            forge(
                words[1],
                words[2],
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                words[5]);
        case "listen" -> background(() -> listen(words[1], Integer.parseInt(words[2])));
        case "call" -> background(() -> call(words[1], Integer.parseInt(words[2]), words[3]));
        case "send" -> send(words[1], Integer.parseInt(words[2]), words[3]);
        case "resolve" -> background(() -> resolve(words[1], words[2], Type.A));
        case "resolve6" -> background(() -> resolve(words[1], words[2], Type.AAAA));
        case "resolve-tcp" -> background(() -> resolveOverTcp(words[1], words[2]));
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

  /** Answers with an address of the family that is asked for; says who asked, and when it may. */
  private static void serveNames(String address, String ipv4, String ipv6) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName(address))) {
      System.out.println("serving");
      while (true) {
        DatagramPacket packet = receive(socket);
        Message question = new Message(packet.getData());
        Name name = question.getQuestion().getName();
        int id = question.getHeader().getID();
        if (name.toString().toLowerCase(Locale.ROOT).startsWith("slow.")) {
          System.out.println("asked " + packet.getPort() + " " + id + " " + name.toString(true));
          continue; // somebody else answers
        }
        byte[] wire = answer(question.getQuestion(), id, ipv4, ipv6).toWire();
        socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      }
    }
  }

  private static Message answer(Record question, int id, String ipv4, String ipv6)
      throws IOException {
    Message reply = new Message(id);
    reply.getHeader().setFlag(Flags.QR);
    reply.addRecord(question, Section.QUESTION);
    reply.addRecord(
        question.getType() == Type.A
            ? new ARecord(question.getName(), DClass.IN, 60, InetAddress.getByName(ipv4))
            : new AAAARecord(question.getName(), DClass.IN, 60, InetAddress.getByName(ipv6)),
        Section.ANSWER);
    return reply;
  }

  /** Sends an answer that is right in everything but the way it comes. */
  private static void forge(String from, String to, int port, int id, String name)
      throws IOException {
    try (DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName(from))) {
      Record question = Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN);
      byte[] wire = answer(question, id, "203.0.113.66", "::").toWire();
      socket.send(new DatagramPacket(wire, wire.length, InetAddress.getByName(to), port));
      System.out.println("forged");
    }
  }

  private static void listen(String address, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getByName(address))) {
      System.out.println("listening");
      while (true) {
        DatagramPacket packet = receive(socket);
        System.out.println("got " + new String(packet.getData(), StandardCharsets.UTF_8));
        socket.send(packet); // back to who sent it
      }
    }
  }

  private static void send(String address, int port, String text) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(address), port));
    }
  }

  /** Sends and waits for it to come back. */
  private static void call(String address, int port, String text) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(60_000);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(address), port));
      System.out.println("back " + new String(receive(socket).getData(), StandardCharsets.UTF_8));
    }
  }

  private static void resolve(String server, String name, int type) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(server), 53));
      socket.setSoTimeout(60_000);
      byte[] wire = question(name, type).toWire();
      socket.send(new DatagramPacket(wire, wire.length));
      print(new Message(receive(socket).getData()));
    }
  }

  private static void resolveOverTcp(String server, String name) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName(server), 53)) {
      socket.setSoTimeout(60_000);
      byte[] wire = question(name, Type.A).toWire();
      DataOutputStream output = new DataOutputStream(socket.getOutputStream());
      output.writeShort(wire.length);
      output.write(wire);
      DataInputStream input = new DataInputStream(socket.getInputStream());
      print(new Message(input.readNBytes(input.readUnsignedShort())));
    }
  }

  private static Message question(String name, int type) throws IOException {
    Message question = new Message();
    question.getHeader().setFlag(Flags.RD);
    question.addRecord(
        Record.newRecord(Name.fromString(name + "."), type, DClass.IN), Section.QUESTION);
    return question;
  }

  private static void print(Message answer) {
    StringBuilder line = new StringBuilder("answer " + Rcode.string(answer.getRcode()));
    for (Record record : answer.getSection(Section.ANSWER)) {
      line.append(' ').append(record.rdataToString());
    }
    System.out.println(line);
  }

  private static DatagramPacket receive(DatagramSocket socket) throws IOException {
    byte[] buffer = new byte[2_048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.receive(packet);
    packet.setData(Arrays.copyOf(buffer, packet.getLength()));
    return packet;
  }
}
