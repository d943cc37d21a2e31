package org.wardgate.emulators.device;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Knocks at doors that are not the device's business: real TCP connections and datagrams. */
final class Scanner {
  private static final int[] TCP_PORTS = {22, 80, 443, 502, 2575, 11112};
  private static final int[] UDP_PORTS = {161, 5683};
  private static final int CONNECT_MAX_MILLIS = 150;
  private static final long PAUSE_MILLIS = 20;

  private final String localAddress;
  private final List<String> targets;
  private final Progress progress;

  Scanner(String localAddress, List<String> targets, Progress progress) {
    this.localAddress = localAddress;
    this.targets = targets;
    this.progress = progress;
  }

  /** Tries every target and port once and says how many answered. */
  void scanOnce() throws InterruptedException {
    int tried = 0;
    int answered = 0;
    for (String target : targets) {
      for (int port : UDP_PORTS) {
        datagram(target, port);
      }
      for (int port : TCP_PORTS) {
        tried++;
        answered += answers(target, port) ? 1 : 0;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    String result = tried + " connections tried, " + answered + " answered";
    if (answered == 0) {
      progress.failed("scan", result);
    } else {
      progress.done("scan", result);
    }
  }

  private boolean answers(String target, int port) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(localAddress, 0));
      socket.connect(new InetSocketAddress(target, port), CONNECT_MAX_MILLIS);
      return true;
    } catch (ConnectException e) {
      // a reset is an answer as well: the packet got there
      return String.valueOf(e.getMessage()).contains("refused");
    } catch (IOException e) {
      return false;
    }
  }

  private void datagram(String target, int port) {
    byte[] probe = {0};
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(localAddress, 0))) {
      socket.send(new DatagramPacket(probe, probe.length, new InetSocketAddress(target, port)));
    } catch (IOException e) {
      progress.failed("scan", "datagram not sent: " + e.getMessage());
    }
  }
}
