package org.wardgate.integration.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The devices of a flooded ward: what they send is denied, but for one that talks with the outside.
 */
final class TalkerMain {
  private static final int DENIED_PORT = 9;
  private static final long PACKET_GAP_NANOS = 1_000_000; // 1,000 a second
  private static final int PACKETS_PER_PROBE = 50;
  private static final int ANSWER_MAX_MILLIS = 200;

  private final List<DatagramChannel> talkers = new ArrayList<>();
  private final ByteBuffer payload = ByteBuffer.allocateDirect(18);
  private volatile boolean flooding;
  private volatile long floodedCount;
  private int lostCount;

  private TalkerMain(int talkersCount) throws IOException {
    for (int i = 0; i < talkersCount; i++) {
      talkers.add(channel(FloodWard.address(i)));
    }
  }

  /** Reads commands until the end of input. */
  public static void main(String[] arguments) throws IOException {
    TalkerMain devices = new TalkerMain(Integer.parseInt(arguments[0]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "probe" -> devices.probe(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        case "flood" -> devices.flood(words[1]);
        case "calm" -> devices.calm();
        case "lost" -> System.out.println(devices.lostCount);
        default -> System.out.println(devices.roundTripMicros(Integer.parseInt(words[1])));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static DatagramChannel channel(String address) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.bind(new InetSocketAddress(address, 0));
    return channel;
  }

  /** 1,000 packets a second from all devices; one in 50 comes from an address not seen before. */
  private void probe(int firstFresh, int probesCount) throws IOException {
    InetSocketAddress denied = new InetSocketAddress(FloodWard.OUTSIDE, DENIED_PORT);
    List<String> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < probesCount * PACKETS_PER_PROBE; i++) {
      while (System.nanoTime() - start < i * PACKET_GAP_NANOS) {
        LockSupport.parkNanos(100_000);
      }
      talkers.get(i % talkers.size()).send(payload.rewind(), denied);
      if (i % PACKETS_PER_PROBE == 0) {
        String address = FloodWard.fresh(firstFresh + i / PACKETS_PER_PROBE);
        try (DatagramChannel probe = channel(address)) {
          sent.add(address + " " + System.nanoTime());
          probe.send(payload.rewind(), denied);
        }
      }
    }
    sent.forEach(System.out::println);
    System.out.println("end");
  }

  private void flood(String destination) {
    InetSocketAddress denied = new InetSocketAddress(destination, DENIED_PORT);
    flooding = true;
    Thread thread = new Thread(() -> flood(denied), "flood");
    thread.setDaemon(true);
    thread.start();
    System.out.println("flooding");
  }

  private void flood(InetSocketAddress denied) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(18);
    long count = 0;
    while (flooding) {
      try {
        talkers.get(0).send(bytes.rewind(), denied);
        count++;
      } catch (IOException e) {
        Thread.onSpinWait(); // no buffer for a moment
      }
    }
    floodedCount = count;
  }

  private void calm() {
    flooding = false;
    long before = -1;
    for (int i = 0; i < 100 && floodedCount != before; i++) {
      before = floodedCount;
      LockSupport.parkNanos(20_000_000);
    }
    System.out.println(floodedCount);
  }

  /** Median of so many round trips of the second device, in microseconds. */
  private double roundTripMicros(int count) throws IOException {
    List<Double> micros = new ArrayList<>();
    DatagramPacket answer = new DatagramPacket(new byte[64], 64);
    DatagramChannel device = talkers.get(1);
    InetSocketAddress echo = new InetSocketAddress(FloodWard.OUTSIDE, FloodWard.ECHO_PORT);
    device.socket().setSoTimeout(ANSWER_MAX_MILLIS);
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      device.send(payload.rewind(), echo);
      try {
        device.socket().receive(answer);
      } catch (SocketTimeoutException e) {
        lostCount++; // counts as long as it was waited for
      }
      micros.add((System.nanoTime() - start) / 1e3);
    }
    return Sample.of(micros).median();
  }
}
