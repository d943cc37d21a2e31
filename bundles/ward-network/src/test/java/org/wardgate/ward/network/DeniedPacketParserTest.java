package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeniedPacketParserTest {
  private static final String LINE =
      "{\"timestamp\": \"2026-01-01T00:00:00\", \"raw.pktlen\": 60, \"oob.prefix\": \"wardgate\","
          + " \"ip.protocol\": 6, \"src_port\": 54542, \"dest_port\": 22, \"oob.in\": \"br0\","
          + " \"src_ip\": \"10.77.0.11\", \"dest_ip\": \"10.77.0.12\","
          + " \"mac.saddr.str\": \"02:77:00:00:00:0B\"}";

  private final DeniedPacketParser parser = new DeniedPacketParser("br0");

  @Test
  void readsWhatUlogdPrints() {
    DeniedPacket packet = parser.parse(LINE).orElseThrow();

    assertThat(packet.source().mac()).isEqualTo("02:77:00:00:00:0b");
    assertThat(packet.source().address().getHostAddress()).isEqualTo("10.77.0.11");
    assertThat(packet.destination().getHostAddress()).isEqualTo("10.77.0.12");
    assertThat(packet.protocol()).isEqualTo(6);
    assertThat(packet.port()).isEqualTo(22);
  }

  @Test
  void aProtocolWithoutPortsHasPortZero() {
    assertThat(parser.parse(LINE.replace("\"dest_port\": 22,", "")).orElseThrow().port()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "\"x\"",
        "{\"src_ip\": {}}",
        "[[[[[[[[[[[[]]]]]]]]]]]]"
      })
  void whatIsNoObjectIsNoPacket(String line) {
    assertThat(parser.parse(line)).isEmpty();
  }

  @Test
  void refusesWhatIsNotAsExpected() {
    for (String[] change :
        new String[][] {
          {"\"br0\"", "\"eth0\""},
          {"10.77.0.11", "localhost"},
          {"10.77.0.11", "10.77.0.999"},
          {"10.77.0.12", "a.b"},
          {"02:77:00:00:00:0B", "02:77"},
          {"\"dest_port\": 22", "\"dest_port\": 65536"},
          {"\"dest_port\": 22", "\"dest_port\": -1"},
          {"\"dest_port\": 22", "\"dest_port\": 1e9"},
          {"\"ip.protocol\": 6", "\"ip.protocol\": 256"},
          {"\"src_ip\": \"10.77.0.11\"", "\"src_ip\": [\"10.77.0.11\"]"},
          {"}", ""},
          {"2026-01-01T00:00:00", "x".repeat(2_000)}
        }) {
      assertThat(parser.parse(LINE.replace(change[0], change[1]))).as(change[1]).isEmpty();
    }
  }

  @Property(tries = 300)
  void anyTextIsSurvived(@ForAll String text) {
    assertThat(parser.parse(text)).isEmpty();
  }

  @Property(tries = 500)
  void anyChangedByteIsSurvived(
      @ForAll @IntRange(min = 0, max = 300) int at, @ForAll char changed) {
    StringBuilder line = new StringBuilder(LINE);
    line.setCharAt(at % line.length(), changed);

    parser
        .parse(line.toString())
        .ifPresent(packet -> assertThat(packet.port()).isBetween(0, 65_535));
  }
}
