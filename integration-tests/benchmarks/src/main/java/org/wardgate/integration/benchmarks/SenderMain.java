package org.wardgate.integration.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The devices of all lanes. Sends from one thread; the kernel carries each datagram through bridge,
 * gateway and both links before the call returns, so the time of the loop is the cost of the way.
 */
final class SenderMain {
  /** First byte of a datagram that wants an answer. */
  static final byte GREETING = 1;

  private static final int LOCAL_PORT = 7_000;
  private static final int PAYLOAD_BYTES = 18;
  private static final long ANSWER_MAX_MILLIS = 200;

  private final Map<Integer, Devices> lanes = new HashMap<>();
  private final ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD_BYTES);

  private record Devices(
      List<DatagramChannel> free,
      List<DatagramChannel> connected,
      List<List<InetSocketAddress>> allowed,
      List<InetSocketAddress> denied) {}

  private SenderMain() {}

  /** Reads commands until the end of input. */
  public static void main(String[] arguments) throws IOException {
    SenderMain sender = new SenderMain();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      int lane = Integer.parseInt(words[1]);
      int count = words.length > 2 ? Integer.parseInt(words[2]) : 0;
      System.out.println(
          switch (words[0]) {
            case "open" -> sender.open(new Lane(lane, count));
            case "greet" -> sender.greet(lane);
            case "new" -> sender.fresh(lane, count);
            case "last" -> sender.last(lane, count);
            case "established" -> sender.established(lane, count);
            case "denied" -> sender.denied(lane, count);
            default -> "unknown";
          });
    }
    Runtime.getRuntime().halt(0);
  }

  private String open(Lane lane) throws IOException {
    List<DatagramChannel> free = new ArrayList<>();
    List<DatagramChannel> connected = new ArrayList<>();
    List<List<InetSocketAddress>> allowed = new ArrayList<>();
    List<InetSocketAddress> denied = new ArrayList<>();
    for (int device : lane.senders()) {
      free.add(channel(lane.device(device), LOCAL_PORT));
      DatagramChannel flow = channel(lane.device(device), LOCAL_PORT + 1);
      flow.connect(new InetSocketAddress(lane.host(device), lane.hostPort()));
      connected.add(flow);
      denied.add(new InetSocketAddress(lane.host(device), Lane.DENIED_PORT));
      List<InetSocketAddress> destinations = new ArrayList<>();
      for (int i = 0; i < Lane.DESTINATIONS_COUNT; i++) {
        InetAddress address = InetAddress.getByName(lane.destination(device, i));
        destinations.add(new InetSocketAddress(address, lane.destinationPort(i)));
      }
      allowed.add(destinations);
    }
    lanes.put(lane.number(), new Devices(free, connected, allowed, denied));
    return "open";
  }

  private static DatagramChannel channel(String address, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.bind(new InetSocketAddress(address, port));
    return channel;
  }

  private Devices devices(int lane) {
    Devices devices = lanes.get(lane);
    if (devices == null) {
      throw new IllegalArgumentException("lane " + lane);
    }
    return devices;
  }

  /** Each device sends a greeting on its flow and waits for the answer. */
  private String greet(int lane) throws IOException {
    ByteBuffer greeting = ByteBuffer.allocateDirect(PAYLOAD_BYTES).put(0, GREETING);
    ByteBuffer answer = ByteBuffer.allocateDirect(PAYLOAD_BYTES);
    for (DatagramChannel flow : devices(lane).connected()) {
      flow.configureBlocking(false);
      try (Selector selector = Selector.open()) {
        flow.register(selector, SelectionKey.OP_READ);
        flow.write(greeting.rewind());
        if (selector.select(ANSWER_MAX_MILLIS) == 0 || flow.read(answer.clear()) <= 0) {
          return "no answer";
        }
      }
      flow.configureBlocking(true);
    }
    return "greeted";
  }

  private String fresh(int lane, int count) throws IOException {
    Devices devices = devices(lane);
    int senders = devices.free().size();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      int device = i % senders;
      devices
          .free()
          .get(device)
          .send(payload.rewind(), devices.allowed().get(device).get(i / senders));
    }
    return perPacket(start, count);
  }

  private String last(int lane, int count) throws IOException {
    Devices devices = devices(lane);
    int device = devices.free().size() - 1;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      devices.free().get(device).send(payload.rewind(), devices.allowed().get(device).get(i));
    }
    return perPacket(start, count);
  }

  private String established(int lane, int count) throws IOException {
    List<DatagramChannel> flows = devices(lane).connected();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      flows.get(i % flows.size()).write(payload.rewind());
    }
    return perPacket(start, count);
  }

  private String denied(int lane, int count) throws IOException {
    Devices devices = devices(lane);
    int senders = devices.free().size();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      devices.free().get(i % senders).send(payload.rewind(), devices.denied().get(i % senders));
    }
    return perPacket(start, count);
  }

  private static String perPacket(long startNanos, int count) {
    return Double.toString((System.nanoTime() - startNanos) / (double) count);
  }
}
