package org.wardgate.integration.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The outside: answers greetings, so that flows are established, and counts what arrives. While
 * nobody is greeting it reads nothing: what arrives then is dropped without waking anybody.
 */
final class OutsideMain {
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);

  private OutsideMain() throws IOException {
    selector = Selector.open();
  }

  /** Reads commands until the end of input. */
  public static void main(String[] arguments) throws IOException {
    OutsideMain outside = new OutsideMain();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      System.out.println(
          switch (words[0]) {
            case "listen" -> outside.listen(words[1], Integer.parseInt(words[2]));
            case "answer" -> outside.answer(Integer.parseInt(words[1]));
            default -> arrivedCount(words[1]);
          });
    }
    Runtime.getRuntime().halt(0);
  }

  private String listen(String address, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 16_384);
    channel.bind(new InetSocketAddress(address, port));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    return "listening";
  }

  /** Returns when so many greetings were answered; forgets everything else. */
  private String answer(int greetingsCount) throws IOException {
    System.out.println("answering");
    int answered = 0;
    while (answered < greetingsCount) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        buffer.clear();
        SocketAddress sender = channel.receive(buffer);
        buffer.flip();
        if (sender != null && buffer.hasRemaining() && buffer.get(0) == SenderMain.GREETING) {
          channel.send(buffer, sender);
          answered++;
        }
      }
      selector.selectedKeys().clear();
    }
    return "answered";
  }

  private static String arrivedCount(String networkInterface) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/net/dev"))) {
      String[] fields = line.strip().split("[: ]+");
      if (fields[0].equals(networkInterface)) {
        return fields[2];
      }
    }
    throw new IOException("no interface " + networkInterface);
  }
}
