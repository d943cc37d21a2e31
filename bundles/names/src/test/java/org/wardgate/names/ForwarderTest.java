package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Over real sockets, with an upstream that answers as told. */
class ForwarderTest {
  private static final int PATIENCE_MS = 20_000;
  private static final int SHORT_MS = 300;

  private final BlockingQueue<NameResolved> resolved = new LinkedBlockingQueue<>();
  private final DatagramSocket upstream = socket();
  private final DatagramSocket device = socket();
  private Function<NameResolved, Boolean> report = resolved::add;
  private Forwarder forwarder = start();

  private static DatagramSocket socket() {
    try {
      DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(PATIENCE_MS);
      return socket;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Forwarder start() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      NamesSettings settings =
          new NamesSettings(
              List.of(any),
              Optional.of(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.getLocalPort())),
              List.of());
      Forwarder fresh = new Forwarder(settings, event -> report.apply(event));
      Forwarder.daemon(fresh, "forwarder-under-test").start();
      return fresh;
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void running() {
    assertThat(forwarder.address().getPort()).isPositive();
  }

  @AfterEach
  void stop() {
    forwarder.stop();
    upstream.close();
    device.close();
  }

  @Test
  void theDeviceHearsNothingBeforeTheRelease() throws Exception {
    ask("t.example");
    answerUpstream(Wire.address("t.example", 60, "203.0.113.20"));
    NameResolved event = next();
    assertThat(event.name()).isEqualTo("t.example");
    assertThat(event.ttlSecondsByAddress())
        .containsEntry(InetAddress.getByName("203.0.113.20"), 60);
    assertThatThrownBy(() -> receive(SHORT_MS)).isInstanceOf(SocketTimeoutException.class);

    forwarder.release(event.correlationId(), true);

    Message answer = receive(PATIENCE_MS);
    assertThat(answer.getHeader().getID()).isEqualTo(4711);
    assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    assertThat(((ARecord) answer.getSection(Section.ANSWER).get(0)).getAddress().getHostAddress())
        .isEqualTo("203.0.113.20");
  }

  @Test
  void withholdingIsAFailure() throws Exception {
    ask("t.example");
    answerUpstream(Wire.address("t.example", 60, "203.0.113.20"));

    forwarder.release(next().correlationId(), false);

    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void withoutAnyReleaseItIsAFailureInTheEnd() throws Exception {
    ask("t.example");
    answerUpstream(Wire.address("t.example", 60, "203.0.113.20"));
    NameResolved event = next();

    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.SERVFAIL);
    forwarder.release(event.correlationId(), true);
    assertThatThrownBy(() -> receive(SHORT_MS)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void whenNobodyListensNoDeviceGetsAnAnswer() throws Exception {
    report = event -> false;
    ask("t.example");
    answerUpstream(Wire.address("t.example", 60, "203.0.113.20"));

    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void aSilentUpstreamIsAskedAgainWithAnotherIdAndPort() throws Exception {
    ask("t.example");
    DatagramPacket first = fromForwarder();
    DatagramPacket second = fromForwarder();

    assertThat(second.getPort()).isNotEqualTo(first.getPort());
    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void forgeriesAreNotTaken() throws Exception {
    ask("t.example");
    DatagramPacket question = fromForwarder();
    int id = new Message(question.getData()).getHeader().getID();
    byte[] forged =
        Wire.answer(id, spelt(question), Wire.address("t.example", 60, "203.0.113.66")).toWire();
    try (DatagramSocket elsewhere = socket()) {
      elsewhere.send(new DatagramPacket(forged, forged.length, question.getSocketAddress()));
    }
    byte[] guessed =
        Wire.answer(id ^ 1, spelt(question), Wire.address("t.example", 60, "203.0.113.67"))
            .toWire();
    upstream.send(new DatagramPacket(guessed, guessed.length, question.getSocketAddress()));
    byte[] right =
        Wire.answer(id, spelt(question), Wire.address("t.example", 60, "203.0.113.20")).toWire();
    upstream.send(new DatagramPacket(right, right.length, question.getSocketAddress()));

    assertThat(next().ttlSecondsByAddress().keySet())
        .containsExactly(InetAddress.getByName("203.0.113.20"));
    assertThat(resolved).isEmpty();
  }

  @Test
  void aRebindingAnswerIsAFailure() throws Exception {
    ask("t.example");
    answerUpstream(Wire.address("t.example", 60, "10.77.0.12"));

    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(resolved).isEmpty();
  }

  @Test
  void whatDoesNotFitIsAskedOverTcp() throws Exception {
    try (ServerSocket tcp =
        new ServerSocket(upstream.getLocalPort(), 1, upstream.getLocalAddress())) {
      ask("t.example");
      DatagramPacket question = fromForwarder();
      Message cut =
          Wire.answer(new Message(question.getData()).getHeader().getID(), spelt(question));
      cut.getHeader().setFlag(Flags.TC);
      byte[] wire = cut.toWire();
      upstream.send(new DatagramPacket(wire, wire.length, question.getSocketAddress()));
      try (Socket connection = tcp.accept()) {
        DataInputStream input = new DataInputStream(connection.getInputStream());
        Message again = new Message(input.readNBytes(input.readUnsignedShort()));
        byte[] full =
            Wire.answer(again.getHeader().getID(), "t.example", Wire.addresses("t.example", 32))
                .toWire();
        DataOutputStream output = new DataOutputStream(connection.getOutputStream());
        output.writeShort(full.length);
        output.write(full);
        output.flush();
        assertThat(next().ttlSecondsByAddress()).hasSize(32);
      }
    }
  }

  @Test
  void manyWrongGuessesAreAnsweredWithAQuestionOverTcp() throws Exception {
    try (ServerSocket tcp =
        new ServerSocket(upstream.getLocalPort(), 1, upstream.getLocalAddress())) {
      tcp.setSoTimeout(PATIENCE_MS);
      ask("t.example");
      DatagramPacket question = fromForwarder();
      int id = new Message(question.getData()).getHeader().getID();
      for (int guess = 1; guess <= Forwarder.FOREIGN_MAX_COUNT; guess++) {
        byte[] forged =
            Wire.answer(id ^ guess, spelt(question), Wire.address("t.example", 60, "203.0.113.66"))
                .toWire();
        upstream.send(new DatagramPacket(forged, forged.length, question.getSocketAddress()));
      }
      answerOverTcp(tcp, "203.0.113.20");
    }
    assertThat(next().ttlSecondsByAddress().keySet())
        .containsExactly(InetAddress.getByName("203.0.113.20"));
    assertThat(resolved).isEmpty();
  }

  @Test
  void anAnswerThatDoesNotSpellTheNameAsAskedIsHadOverTcp() throws Exception {
    try (ServerSocket tcp =
        new ServerSocket(upstream.getLocalPort(), 1, upstream.getLocalAddress())) {
      tcp.setSoTimeout(PATIENCE_MS);
      String name = "a-name-with-many-letters.t.example";
      ask(name);
      DatagramPacket question = fromForwarder();
      assertThat(spelt(question)).isEqualToIgnoringCase(name).isNotEqualTo(name);
      int id = new Message(question.getData()).getHeader().getID();
      byte[] guess = Wire.answer(id, name, Wire.address(name, 60, "203.0.113.66")).toWire();
      upstream.send(new DatagramPacket(guess, guess.length, question.getSocketAddress()));
      try (Socket connection = tcp.accept()) {
        assertThat(connection.isConnected()).isTrue();
      }
    }
    assertThat(resolved).isEmpty();
  }

  @Test
  void oneSourceHasOnlySoManyQuestionsUnderWay() throws Exception {
    for (int i = 0; i <= Forwarder.PER_SOURCE_MAX_COUNT; i++) {
      ask("n" + i + ".example");
    }

    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(resolved).isEmpty();
  }

  private static void answerOverTcp(ServerSocket tcp, String address) throws IOException {
    try (Socket connection = tcp.accept()) {
      DataInputStream input = new DataInputStream(connection.getInputStream());
      Message again = new Message(input.readNBytes(input.readUnsignedShort()));
      byte[] full =
          Wire.answer(
                  again.getHeader().getID(), "t.example", Wire.address("t.example", 60, address))
              .toWire();
      DataOutputStream output = new DataOutputStream(connection.getOutputStream());
      output.writeShort(full.length);
      output.write(full);
      output.flush();
    }
  }

  @Test
  void ipv6IsAskedForAndReleasedLikeIpv4() throws Exception {
    byte[] wire = Wire.question("t.example", Type.AAAA, DClass.IN).toWire();
    device.send(new DatagramPacket(wire, wire.length, forwarder.address()));
    DatagramPacket question = fromForwarder();
    Message asked = new Message(question.getData());
    assertThat(asked.getQuestion().getType()).isEqualTo(Type.AAAA);
    byte[] answer =
        Wire.answer(
                asked.getHeader().getID(),
                spelt(question),
                Type.AAAA,
                Wire.address6("t.example", "2001:db8::20"))
            .toWire();
    upstream.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
    NameResolved event = next();
    assertThat(event.ttlSecondsByAddress()).containsOnlyKeys(InetAddress.getByName("2001:db8::20"));
    assertThatThrownBy(() -> receive(SHORT_MS)).isInstanceOf(SocketTimeoutException.class);

    forwarder.release(event.correlationId(), true);

    assertThat(receive(PATIENCE_MS).getSection(Section.ANSWER).get(0).rdataToString())
        .isEqualTo("2001:db8:0:0:0:0:0:20");
  }

  @Test
  void aNameThatKeepsChangingItsAddressesFillsNothing() throws Exception {
    int given = 0;
    for (int round = 0; given < AddressBudget.PER_NAME_MAX_COUNT; round++) {
      given += rounds(round);
    }
    ask("t.example");
    answerUpstream(fresh(1_000));

    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(resolved).isEmpty();
  }

  private int rounds(int round) throws Exception {
    try (DatagramSocket other =
        new DatagramSocket(0, InetAddress.getByName("127.0.0." + (2 + round)))) {
      byte[] wire = Wire.question("t.example", Type.A, DClass.IN).toWire();
      other.send(new DatagramPacket(wire, wire.length, forwarder.address()));
    }
    answerUpstream(fresh(round));
    NameResolved event = next();
    forwarder.release(event.correlationId(), true);
    return event.ttlSecondsByAddress().size();
  }

  private static org.xbill.DNS.Record[] fresh(int round) throws IOException {
    org.xbill.DNS.Record[] records = new org.xbill.DNS.Record[32];
    for (int i = 0; i < records.length; i++) {
      records[i] =
          Wire.address(
              "t.example", 3_600, "203." + round / 250 + "." + round % 250 + "." + (i + 1));
    }
    return records;
  }

  @Test
  void repetitionsOfAQuestionAreOneLookup() throws Exception {
    ask("t.example");
    ask("t.example");
    ask("t.example");
    answerUpstream(Wire.address("t.example", 60, "203.0.113.20"));
    forwarder.release(next().correlationId(), true);
    assertThat(receive(PATIENCE_MS).getRcode()).isEqualTo(Rcode.NOERROR);
    assertThatThrownBy(() -> receive(SHORT_MS)).isInstanceOf(SocketTimeoutException.class);
    assertThat(resolved).isEmpty();
  }

  @Test
  void oneFloodingSourceGetsOnlyItsShare() throws Exception {
    Set<Integer> asked = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      ask("n" + i + ".example");
    }
    upstream.setSoTimeout(SHORT_MS);
    while (true) {
      try {
        asked.add(fromForwarder().getPort());
      } catch (SocketTimeoutException e) {
        break;
      }
    }
    assertThat(asked.size()).isLessThan(SourceLimiter.BURST_MAX_COUNT + 100);
  }

  @Test
  void aTakenPortIsTriedAgainUntilItIsFree() throws Exception {
    NamesSettings settings =
        new NamesSettings(
            List.of(forwarder.address()), Optional.of(forwarder.address()), List.of());
    Forwarder second = new Forwarder(settings, event -> true);
    assertThat(second.listening()).isFalse();
    Thread thread = Forwarder.daemon(second, "second");
    thread.start();

    forwarder.stop();

    long end = System.nanoTime() + PATIENCE_MS * 1_000_000L;
    while (!second.listening() && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(second.listening()).isTrue();
    second.stop();
    thread.join(PATIENCE_MS);
    assertThat(thread.isAlive()).isFalse();
  }

  private void ask(String name) throws IOException {
    byte[] wire = Wire.question(name, Type.A, DClass.IN).toWire();
    device.send(new DatagramPacket(wire, wire.length, forwarder.address()));
  }

  private DatagramPacket fromForwarder() throws IOException {
    byte[] buffer = new byte[2_048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    upstream.receive(packet);
    packet.setData(java.util.Arrays.copyOf(buffer, packet.getLength()));
    return packet;
  }

  private void answerUpstream(org.xbill.DNS.Record... records) throws IOException {
    DatagramPacket question = fromForwarder();
    int id = new Message(question.getData()).getHeader().getID();
    byte[] wire = Wire.answer(id, spelt(question), records).toWire();
    upstream.send(new DatagramPacket(wire, wire.length, question.getSocketAddress()));
  }

  /** The name as the forwarder wrote it. */
  private static String spelt(DatagramPacket question) throws IOException {
    return new Message(question.getData()).getQuestion().getName().toString(true);
  }

  private NameResolved next() throws InterruptedException {
    NameResolved event = resolved.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    assertThat(event).isNotNull();
    return java.util.Objects.requireNonNull(event);
  }

  private Message receive(int patienceMs) throws IOException {
    device.setSoTimeout(patienceMs);
    byte[] buffer = new byte[2_048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    device.receive(packet);
    return new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
  }
}
