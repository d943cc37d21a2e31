package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Devices that ask over TCP (RFC 7766), with an upstream that has 32 addresses for each name. */
class TcpAskersTest {
  private static final int PATIENCE_MS = 20_000;

  private final DatagramSocket upstream;
  private final Forwarder forwarder;
  private final List<Socket> sockets = new ArrayList<>();

  TcpAskersTest() throws IOException, RefusedException {
    upstream = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    NamesSettings settings =
        new NamesSettings(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            Optional.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.getLocalPort())),
            List.of());
    Forwarder[] holder = new Forwarder[1];
    forwarder = new Forwarder(settings, event -> release(holder, event));
    holder[0] = forwarder;
    Forwarder.daemon(forwarder, "forwarder-under-test").start();
    Forwarder.daemon(this::answer, "upstream").start();
  }

  private static boolean release(Forwarder[] holder, NameResolved event) {
    holder[0].release(event.correlationId(), true);
    return true;
  }

  private void answer() {
    try {
      byte[] buffer = new byte[2_048];
      while (!upstream.isClosed()) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        upstream.receive(packet);
        Message question = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
        String name = question.getQuestion().getName().toString(true);
        byte[] wire =
            Wire.answer(question.getHeader().getID(), name, Wire.addresses(name, 32)).toWire();
        upstream.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      assertThat(upstream.isClosed()).isTrue();
    }
  }

  @AfterEach
  void stop() throws IOException {
    forwarder.stop();
    upstream.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void getsWholeWhatADatagramHoldsInPart() throws IOException {
    Message cut = overUdp("t.example");
    assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(cut.getSection(Section.ANSWER)).hasSizeLessThan(32).isNotEmpty();

    Socket device = connect();
    ask(device, 7, "t.example");
    Message whole = receive(device);

    assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(whole.getSection(Section.ANSWER)).hasSize(32);
    assertThat(whole.getHeader().getID()).isEqualTo(7);
  }

  @Test
  void manyQuestionsShareAConnection() throws IOException {
    Socket device = connect();
    int count = TcpConnection.UNDER_WAY_MAX_COUNT + 20; // some have to wait
    for (int id = 1; id <= count; id++) {
      ask(device, id, "n" + id + ".example");
    }
    Set<Integer> answered = new HashSet<>();
    for (int id = 1; id <= count; id++) {
      Message answer = receive(device);
      assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
      answered.add(answer.getHeader().getID());
    }
    assertThat(answered).hasSize(count);
  }

  @Test
  void aQuestionMayComeInPieces() throws IOException {
    Socket device = connect();
    byte[] wire = question(7, "t.example").toWire();
    device.getOutputStream().write(0);
    device.getOutputStream().flush();
    device.getOutputStream().write(wire.length);
    device.getOutputStream().write(wire, 0, 5);
    device.getOutputStream().flush();
    device.getOutputStream().write(wire, 5, wire.length - 5);

    assertThat(receive(device).getSection(Section.ANSWER)).hasSize(32);
  }

  @Test
  void whatIsNoQuestionEndsTheConnection() throws IOException {
    byte[][] bad = {{0, 0}, {2, 1}, {(byte) 0xff, (byte) 0xff}, {0, 3, 1, 2, 3}};
    for (byte[] bytes : bad) {
      Socket device = connect();
      device.getOutputStream().write(bytes);
      assertThat(device.getInputStream().read()).isEqualTo(-1);
      device.close();
    }
  }

  @Test
  void aSourceMayHaveOnlySoManyConnections() throws IOException {
    List<Socket> taken = new ArrayList<>();
    for (int i = 0; i < TcpServer.PER_SOURCE_MAX_COUNT; i++) {
      Socket device = connect();
      ask(device, 1, "t.example");
      receive(device);
      taken.add(device);
    }
    assertThat(connect().getInputStream().read()).isEqualTo(-1);

    taken.get(0).close();
    boolean served = false;
    for (long end = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        !served && System.nanoTime() - end < 0; ) {
      served = served();
    }
    assertThat(served).isTrue();
  }

  private boolean served() throws IOException {
    try (Socket device = connect()) {
      ask(device, 1, "t.example");
      return device.getInputStream().read() >= 0;
    } catch (java.net.SocketException e) {
      return false; // it was closed while we wrote
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(forwarder.address().getAddress(), forwarder.address().getPort());
    socket.setSoTimeout(PATIENCE_MS);
    sockets.add(socket);
    return socket;
  }

  private static Message question(int id, String name) throws IOException {
    Message question = Wire.question(name, Type.A, DClass.IN);
    question.getHeader().setID(id);
    return question;
  }

  private static void ask(Socket device, int id, String name) throws IOException {
    byte[] wire = question(id, name).toWire();
    DataOutputStream output = new DataOutputStream(device.getOutputStream());
    output.writeShort(wire.length);
    output.write(wire);
    output.flush();
  }

  private static Message receive(Socket device) throws IOException {
    DataInputStream input = new DataInputStream(device.getInputStream());
    return new Message(input.readNBytes(input.readUnsignedShort()));
  }

  private Message overUdp(String name) throws IOException {
    try (DatagramSocket device = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      device.setSoTimeout(PATIENCE_MS);
      byte[] wire = question(1, name).toWire();
      device.send(new DatagramPacket(wire, wire.length, forwarder.address()));
      DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
      device.receive(packet);
      return new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }
}
