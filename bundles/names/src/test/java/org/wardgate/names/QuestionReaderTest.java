package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class QuestionReaderTest {
  private static final Asker ASKER = new Wire.NoAsker();

  @Test
  void forwardsQuestionsForAddresses() throws IOException {
    Question question =
        read(Wire.question("Telemetry.Example", Type.A, DClass.IN)).forward().orElseThrow();

    assertThat(question.text()).isEqualTo("telemetry.example");
    assertThat(question.name().toString()).isEqualTo("Telemetry.Example.");
    assertThat(question.type()).isEqualTo(Type.A);
    assertThat(read(Wire.question("a.example", Type.AAAA, DClass.IN)).forward())
        .map(Question::type)
        .contains(Type.AAAA);
  }

  @Test
  void saysThatThereAreNoAddressesOfOtherKinds() throws IOException {
    for (int type : new int[] {64, 65}) {
      Message answer = answer(Wire.question("a.example", type, DClass.IN));
      assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(answer.getSection(Section.ANSWER)).isEmpty();
      assertThat(answer.getHeader().getID()).isEqualTo(4711);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Type.ANY, Type.AXFR, Type.IXFR, Type.TXT, Type.PTR, Type.NS, Type.SRV})
  void refusesOtherTypes(int type) throws IOException {
    assertThat(answer(Wire.question("a.example", type, DClass.IN)).getRcode())
        .isEqualTo(Rcode.REFUSED);
  }

  @Test
  void refusesOtherClasses() throws IOException {
    for (int dclass : new int[] {DClass.CH, DClass.HS, DClass.ANY}) {
      assertThat(answer(Wire.question("a.example", Type.A, dclass)).getRcode())
          .isEqualTo(Rcode.REFUSED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"_dmarc.example", "a\\000b.example", "*.example", "-a.example", "a\\;b"})
  void refusesNamesNoPolicyCanMention(String name) throws IOException {
    assertThat(answer(Wire.question(name, Type.A, DClass.IN)).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void ignoresAnswersAndWhatIsTooLong() throws IOException {
    Message message = Wire.question("a.example", Type.A, DClass.IN);
    message.getHeader().setFlag(Flags.QR);
    assertThat(read(message)).isEqualTo(QuestionReader.Reading.ignore());
    assertThat(QuestionReader.read(new byte[513], ASKER))
        .isEqualTo(QuestionReader.Reading.ignore());
  }

  @Test
  void refusesOtherOperationsAndOtherCounts() throws IOException {
    Message update = Wire.question("a.example", Type.A, DClass.IN);
    update.getHeader().setOpcode(Opcode.UPDATE);
    assertThat(answer(update).getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(answer(new Message(1)).getRcode()).isEqualTo(Rcode.FORMERR);
    Message two = Wire.question("a.example", Type.A, DClass.IN);
    two.addRecord(two.getQuestion(), Section.QUESTION);
    assertThat(answer(two).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Property(tries = 1_000)
  void garbageIsSurvived(@ForAll @Size(max = 600) byte[] datagram) {
    QuestionReader.Reading reading = QuestionReader.read(datagram, ASKER);

    reading.forward().ifPresent(question -> assertThat(question.text()).matches("[a-z0-9.-]+"));
  }

  @ParameterizedTest
  @CsvSource({"0,512", "1,512", "600,600", "1232,1232", "65535,1232"})
  void anAnswerFitsTheDatagramTheDeviceTakesAndSaysWhatIsMissing(int offered, int max)
      throws IOException {
    Map<InetAddress, Integer> many = new LinkedHashMap<>();
    for (int i = 1; i <= 64; i++) {
      many.put(InetAddress.getByName("2001:db8::" + i), 86_400);
    }
    String name = String.join(".", List.of("a".repeat(63), "b".repeat(63), "c".repeat(63), "d"));
    Message asked = Wire.question(name, Type.AAAA, DClass.IN);
    if (offered > 0) {
      asked.addRecord(new OPTRecord(offered, 0, 0), Section.ADDITIONAL);
    }
    Message reply = overUdp(asked, many);

    assertThat(reply.toWire().length).isBetween(max - 60, max);
    assertThat(reply.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(reply.getSection(Section.ANSWER))
        .isNotEmpty()
        .allMatch(record -> record.getTTL() == Replies.TTL_MAX_SECONDS);
    Map<InetAddress, Integer> one = Map.of(InetAddress.getByName("2001:db8::1"), 5);
    assertThat(overUdp(asked, one).getHeader().getFlag(Flags.TC)).isFalse();
  }

  private static Message overUdp(Message asked, Map<InetAddress, Integer> addresses)
      throws IOException {
    try (Selector selector = Selector.open();
        DatagramSocket device = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      List<Question> questions = new ArrayList<>();
      UdpSocket socket =
          UdpSocket.open(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              selector,
              (message, asker) -> {
                QuestionReader.read(message, asker).forward().ifPresent(questions::add);
                return true;
              });
      byte[] wire = asked.toWire();
      device.send(
          new DatagramPacket(wire, wire.length, InetAddress.getLoopbackAddress(), socket.port()));
      selector.select(20_000);
      socket.ready();
      socket.close();
      return Replies.addresses(questions.get(0), addresses);
    }
  }

  private static Message answer(Message question) {
    return read(question).answer().orElseThrow();
  }

  private static QuestionReader.Reading read(Message message) {
    return QuestionReader.read(message.toWire(), ASKER);
  }
}
