package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class QuestionReaderTest {
  private static final InetSocketAddress SOURCE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  @Test
  void forwardsQuestionsForAddresses() throws IOException {
    Question question =
        read(Wire.question("Telemetry.Example", Type.A, DClass.IN)).forward().orElseThrow();

    assertThat(question.text()).isEqualTo("telemetry.example");
    assertThat(question.name().toString()).isEqualTo("Telemetry.Example.");
  }

  @Test
  void saysThatThereAreNoAddressesOfOtherKinds() throws IOException {
    for (int type : new int[] {Type.AAAA, 64, 65}) {
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
    assertThat(QuestionReader.read(new byte[513], SOURCE))
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
    QuestionReader.Reading reading = QuestionReader.read(datagram, SOURCE);

    reading.forward().ifPresent(question -> assertThat(question.text()).matches("[a-z0-9.-]+"));
  }

  @Test
  void anAnswerFitsTheDatagramTheDeviceTakes() throws IOException {
    java.util.Map<java.net.InetAddress, Integer> many = new java.util.LinkedHashMap<>();
    for (int i = 1; i <= 32; i++) {
      many.put(java.net.InetAddress.getByName("203.0.113." + i), 86_400);
    }
    String name = String.join(".", List.of("a".repeat(63), "b".repeat(63), "c".repeat(63), "d"));
    Question plain = read(Wire.question(name, Type.A, DClass.IN)).forward().orElseThrow();

    Message reply = Replies.addresses(plain, many);

    assertThat(reply.toWire().length).isLessThanOrEqualTo(512);
    assertThat(reply.getSection(Section.ANSWER))
        .isNotEmpty()
        .allMatch(record -> record.getTTL() == Replies.TTL_MAX_SECONDS);
  }

  private static Message answer(Message question) {
    return read(question).answer().orElseThrow();
  }

  private static QuestionReader.Reading read(Message message) {
    return QuestionReader.read(message.toWire(), SOURCE);
  }
}
