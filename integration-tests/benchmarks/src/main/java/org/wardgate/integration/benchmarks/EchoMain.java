package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The outside of a flooded ward: answers what arrives. */
final class EchoMain {
  private EchoMain() {}

  /** Answers until it is killed. */
  public static void main(String[] arguments) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      channel.bind(new InetSocketAddress(FloodWard.OUTSIDE, FloodWard.ECHO_PORT));
      System.out.println("ready");
      ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
      while (true) {
        SocketAddress sender = channel.receive(buffer.clear());
        channel.send(buffer.flip(), sender);
      }
    }
  }
}
