package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Stands between a device and the gateway as a NAT does, and can change its outer port. */
final class Relay implements AutoCloseable {
  private final DatagramSocket inner;
  private final InetSocketAddress gateway;
  private volatile DatagramSocket outer;
  private volatile @Nullable InetSocketAddress device;
  private volatile byte[] lastFromDevice = new byte[0];
  private volatile boolean open = true;

  Relay(InetSocketAddress gateway) throws SocketException {
    this.gateway = gateway;
    inner = socket();
    outer = socket();
    listen(outer);
    start(
        () -> {
          DatagramPacket packet = receive(inner);
          device = (InetSocketAddress) packet.getSocketAddress();
          byte[] data = Arrays.copyOf(packet.getData(), packet.getLength());
          lastFromDevice = data;
          forward(data);
        });
  }

  private void forward(byte[] data) throws IOException {
    DatagramSocket through = outer;
    try {
      through.send(new DatagramPacket(data, data.length, gateway));
    } catch (IOException e) {
      if (through == outer) {
        throw e;
      }
      // it was under way when the port changed: a NAT loses it too, and goes on
    }
  }

  private static DatagramSocket socket() throws SocketException {
    return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Where the device finds the gateway. */
  InetSocketAddress address() {
    return (InetSocketAddress) inner.getLocalSocketAddress();
  }

  /** Where the gateway sees the device now. */
  int outerPort() {
    return outer.getLocalPort();
  }

  /** From now on the device comes from another port; the old one is gone. */
  void rebind() throws SocketException {
    DatagramSocket old = outer;
    outer = socket();
    listen(outer);
    old.close();
  }

  private void listen(DatagramSocket next) {
    start(
        () -> {
          DatagramPacket packet = receive(next);
          InetSocketAddress to = device;
          // what still comes to a port that was given up, as the gateway's goodbye does, is lost
          if (to != null && next == outer) {
            inner.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
          }
        });
  }

  /** Sends the device's last datagram again, from a port of somebody else. */
  void replayFromElsewhere(DatagramSocket elsewhere) throws IOException {
    byte[] data = lastFromDevice;
    elsewhere.send(new DatagramPacket(data, data.length, gateway));
  }

  /** The device's last datagram with a sequence number that was not used yet, and spoilt. */
  void forgeFromElsewhere(DatagramSocket elsewhere) throws IOException {
    byte[] data = lastFromDevice.clone();
    data[9] = (byte) (data[9] + 1);
    data[data.length - 1] ^= (byte) 1;
    elsewhere.send(new DatagramPacket(data, data.length, gateway));
  }

  private interface Step {
    void run() throws IOException;
  }

  private void start(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (open) {
                  step.run();
                }
              } catch (IOException e) {
                // the socket was closed: this direction is over
                Thread.currentThread().interrupt();
              }
            },
            "test-relay");
    thread.setDaemon(true);
    thread.start();
  }

  private static DatagramPacket receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    socket.receive(packet);
    return packet;
  }

  @Override
  public void close() {
    open = false;
    inner.close();
    outer.close();
  }
}
