package org.wardgate.enforcement.nft;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs inside a network namespace and sends and receives datagrams as told on standard input; what
 * it receives it prints. Whoever listens answers with {@code re:}.
 */
final class PacketAgent {
  private final Map<String, DatagramSocket> sockets = new HashMap<>();

  private PacketAgent() {}

  /** Reads commands until the end of input. */
  public static void main(String[] arguments) throws IOException {
    PacketAgent agent = new PacketAgent();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      agent.obey(line.split(" "));
    }
    Runtime.getRuntime().halt(0);
  }

  private void obey(String[] words) {
    try {
      switch (words[0]) {
        case "listen" -> socket(words[1], Integer.parseInt(words[2]), true);
        case "send" -> send(words);
        case "flood" -> flood(words);
        default -> System.out.println("unknown " + words[0]);
      }
    } catch (IOException e) {
      System.out.println("failed " + e.getMessage());
    }
  }

  private DatagramSocket socket(String address, int port, boolean answers) throws IOException {
    String key = address + ":" + port;
    DatagramSocket known = sockets.get(key);
    if (known != null) {
      return known;
    }
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, port));
    socket.setBroadcast(true);
    sockets.put(key, socket);
    Thread reader = new Thread(() -> receive(socket, answers));
    reader.setDaemon(true);
    reader.start();
    System.out.println("bound " + key);
    return socket;
  }

  private void send(String[] words) throws IOException {
    send(socket(words[1], Integer.parseInt(words[2]), false), words[3], words[4], words[5]);
  }

  private static void send(DatagramSocket socket, String address, String port, String payload)
      throws IOException {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    socket.send(
        new DatagramPacket(
            bytes, bytes.length, InetAddress.getByName(address), Integer.parseInt(port)));
  }

  /** Numbered datagrams, 500 a second, until the agent ends; the local ports vary. */
  private void flood(String[] words) throws IOException {
    DatagramSocket socket = socket(words[1], Integer.parseInt(words[2]), false);
    Thread sender =
        new Thread(
            () -> {
              for (long n = 0; ; n++) {
                try {
                  send(socket, words[3], words[4], words[5] + n);
                } catch (IOException e) {
                  Thread.onSpinWait(); // no route for a moment: go on
                }
                LockSupport.parkNanos(2_000_000);
              }
            });
    sender.setDaemon(true);
    sender.start();
  }

  private static void receive(DatagramSocket socket, boolean answers) {
    byte[] buffer = new byte[2048];
    while (true) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        String payload = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
        System.out.println("got " + payload);
        if (answers) {
          byte[] answer = ("re:" + payload).getBytes(StandardCharsets.UTF_8);
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        System.out.println("failed " + e.getMessage());
      }
    }
  }
}
