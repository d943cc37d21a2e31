package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.names.Wire.address;
import static org.wardgate.names.Wire.address6;
import static org.wardgate.names.Wire.addresses;
import static org.wardgate.names.Wire.alias;
import static org.wardgate.names.Wire.answer;
import static org.wardgate.names.Wire.asked;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AnswerReaderTest {
  private static final int ID = 77;
  private static final String NAME = "t.example";

  private final AnswerReader reader = new AnswerReader(List.of("ward.internal"));

  @Test
  void readsAddresses() throws IOException {
    assertThat(found(answer(ID, NAME, address(NAME, 60, "203.0.113.20"))))
        .containsExactly(Map.entry(InetAddress.getByName("203.0.113.20"), 60));
  }

  @Test
  void followsAliasesAndTakesTheShortestTime() throws IOException {
    assertThat(
            found(
                answer(
                    ID,
                    NAME,
                    address("b.cdn.example", 600, "203.0.113.20"),
                    alias(NAME, 300, "a.cdn.example"),
                    alias("a.cdn.example", 40, "b.cdn.example"))))
        .containsValue(40);
  }

  @Test
  void whatDoesNotHangOnTheQuestionIsNotCounted() throws IOException {
    assertThat(
            found(
                answer(
                    ID,
                    NAME,
                    address(NAME, 60, "203.0.113.20"),
                    address("bank.example", 60, "203.0.113.66"))))
        .doesNotContainKey(InetAddress.getByName("203.0.113.66"))
        .hasSize(1);
    assertThat(read(answer(ID, NAME, address("bank.example", 60, "203.0.113.66"))))
        .isInstanceOf(UpstreamAnswer.Nothing.class);
  }

  @ParameterizedTest
  @CsvSource({"0,5", "4,5", "5,5", "86400,86400", "86401,86400", "2000000000,86400"})
  void timesAreClamped(int ttlSeconds, int counted) throws IOException {
    assertThat(found(answer(ID, NAME, address(NAME, ttlSeconds, "203.0.113.20"))))
        .containsValue(counted);
  }

  @Test
  void anAnswerWithTooManyAddressesIsCut() throws IOException {
    assertThat(found(answer(ID, NAME, addresses(NAME, 1_000))))
        .hasSize(AnswerReader.ADDRESSES_MAX_COUNT);
  }

  @Test
  void aliasLoopsEnd() throws IOException {
    assertThat(read(answer(ID, NAME, alias(NAME, 60, "x.example"), alias("x.example", 60, NAME))))
        .isInstanceOf(UpstreamAnswer.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.77.0.12", "127.0.0.1", "0.0.0.0", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1"
      })
  void aPublicNameHasNoPrivateAddress(String address) throws IOException {
    UpstreamAnswer answer =
        read(answer(ID, NAME, address(NAME, 60, "203.0.113.20"), address(NAME, 60, address)));

    assertThat(((UpstreamAnswer.Bad) answer).reason().errorCode().code()).isEqualTo("WG-DNS-0003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd77::12",
        "fc00::1",
        "fe80::1",
        "fec0::1",
        "::1",
        "::",
        "ff02::1",
        "100::1",
        "::10.77.0.12",
        "64:ff9b::10.77.0.12",
        "64:ff9b::127.0.0.1",
        "64:ff9b:1::1",
        "2002:0a4d:000c::1",
        "2002:7f00:1::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "5f00::1"
      })
  void aPublicNameHasNoPrivateIpv6Address(String address) throws IOException {
    UpstreamAnswer answer = read6(address6(NAME, "2001:db8::20"), address6(NAME, address));

    assertThat(((UpstreamAnswer.Bad) answer).reason().errorCode().code()).isEqualTo("WG-DNS-0003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2001:db8::20", "2a00:1450::1", "64:ff9b::203.0.113.20", "2002:cb00:7114::1"})
  void aPublicNameHasPublicIpv6Addresses(String address) throws IOException {
    assertThat(((UpstreamAnswer.Addresses) read6(address6(NAME, address))).ttlSecondsByAddress())
        .containsOnlyKeys(InetAddress.getByName(address));
  }

  /** IPv4 in disguise is never meant well, also where private addresses are allowed. */
  @Test
  void noNameHasAMappedAddress() throws IOException {
    for (String name : new String[] {NAME, "pacs.ward.internal"}) {
      byte[] mapped = new byte[16];
      mapped[10] = mapped[11] = (byte) 0xff;
      mapped[12] = (byte) 203;
      Record record =
          Record.newRecord(Name.fromString(name + "."), Type.AAAA, DClass.IN, 60, mapped);
      Message message = answer(ID, name, Type.AAAA, record);
      assertThat(reader.read(message.toWire(), ID, asked(name, Type.AAAA)))
          .isInstanceOf(UpstreamAnswer.Bad.class);
    }
  }

  @Test
  void anAnswerOfTheOtherFamilyIsNone() throws IOException {
    assertThat(read6(address(NAME, 60, "203.0.113.20")))
        .isEqualTo(new UpstreamAnswer.Nothing(Rcode.NOERROR));
  }

  /** Few messages hold more; the header may claim what it likes. */
  @Test
  void anAnswerThatClaimsTenThousandAddressesIsCutOrRefused() throws IOException {
    Message full = answer(ID, NAME, addresses(NAME, 4_000));
    assertThat(found(full)).hasSize(AnswerReader.ADDRESSES_MAX_COUNT);
    byte[] wire = answer(ID, NAME, addresses(NAME, 20)).toWire();
    wire[6] = 10_000 >> 8;
    wire[7] = (byte) 10_000;

    assertThat(reader.read(wire, ID, asked(NAME))).isInstanceOf(UpstreamAnswer.Foreign.class);
  }

  private UpstreamAnswer read6(Record... records) throws IOException {
    return reader.read(answer(ID, NAME, Type.AAAA, records).toWire(), ID, asked(NAME, Type.AAAA));
  }

  @Test
  void anAllowedNameMayHaveOne() throws IOException {
    for (String name : new String[] {"ward.internal", "pacs.ward.internal"}) {
      assertThat(
              reader.read(
                  answer(ID, name, address(name, 60, "10.1.2.3")).toWire(), ID, asked(name)))
          .isInstanceOf(UpstreamAnswer.Addresses.class);
    }
    String other = "evilward.internal";
    assertThat(
            reader.read(
                answer(ID, other, address(other, 60, "10.1.2.3")).toWire(), ID, asked(other)))
        .isInstanceOf(UpstreamAnswer.Bad.class);
  }

  @Test
  void answersToOtherQuestionsAreForeign() throws IOException {
    Message right = answer(ID, NAME, address(NAME, 60, "203.0.113.20"));
    assertThat(reader.read(right.toWire(), ID + 1, asked(NAME)))
        .isInstanceOf(UpstreamAnswer.Foreign.class);
    assertThat(reader.read(right.toWire(), ID, asked("u.example")))
        .isInstanceOf(UpstreamAnswer.Foreign.class);
    right.getHeader().unsetFlag(Flags.QR);
    assertThat(read(right)).isInstanceOf(UpstreamAnswer.Foreign.class);
    Message otherType = new Message(ID);
    otherType.getHeader().setFlag(Flags.QR);
    otherType.addRecord(
        Record.newRecord(Name.fromString(NAME + "."), Type.AAAA, DClass.IN), Section.QUESTION);
    assertThat(read(otherType)).isInstanceOf(UpstreamAnswer.Foreign.class);
    Message noQuestion = new Message(ID);
    noQuestion.getHeader().setFlag(Flags.QR);
    assertThat(read(noQuestion)).isInstanceOf(UpstreamAnswer.Foreign.class);
  }

  @Test
  void absenceFailureAndCuttingAreToldApart() throws IOException {
    Message none = answer(ID, NAME);
    none.getHeader().setRcode(Rcode.NXDOMAIN);
    assertThat(read(none)).isEqualTo(new UpstreamAnswer.Nothing(Rcode.NXDOMAIN));
    assertThat(read(answer(ID, NAME, address6(NAME, "2001:db8::1"))))
        .isEqualTo(new UpstreamAnswer.Nothing(Rcode.NOERROR));
    Message failed = answer(ID, NAME);
    failed.getHeader().setRcode(Rcode.SERVFAIL);
    assertThat(read(failed)).isInstanceOf(UpstreamAnswer.Bad.class);
    Message cut = answer(ID, NAME);
    cut.getHeader().setFlag(Flags.TC);
    assertThat(read(cut)).isInstanceOf(UpstreamAnswer.Truncated.class);
  }

  @Property(tries = 500)
  void garbageIsForeign(@ForAll @Size(max = 300) byte[] wire) throws IOException {
    assertThat(reader.read(wire, ID, asked(NAME))).isInstanceOf(UpstreamAnswer.Foreign.class);
  }

  @Property(tries = 500)
  void aDamagedAnswerNeverGivesAnAddressOfAPrivateNetwork(
      @ForAll @IntRange(min = 0, max = 1_000) int at, @ForAll byte changed) throws IOException {
    byte[] wire =
        answer(ID, NAME, alias(NAME, 60, "c.example"), address("c.example", 60, "203.0.113.20"))
            .toWire();
    wire[at % wire.length] = changed;

    if (reader.read(wire, ID, asked(NAME)) instanceof UpstreamAnswer.Addresses found) {
      assertThat(found.ttlSecondsByAddress().keySet())
          .noneMatch(InetAddress::isSiteLocalAddress)
          .noneMatch(InetAddress::isLoopbackAddress);
      assertThat(found.ttlSecondsByAddress().values()).allMatch(ttl -> ttl >= 5 && ttl <= 86_400);
    }
  }

  private UpstreamAnswer read(Message message) throws IOException {
    return reader.read(message.toWire(), ID, asked(NAME));
  }

  private Map<InetAddress, Integer> found(Message message) throws IOException {
    return ((UpstreamAnswer.Addresses) read(message)).ttlSecondsByAddress();
  }
}
