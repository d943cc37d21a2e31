package org.wardgate.transport.coap.oscore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;

class ExpectedTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.1", 5683);
  private static final InetSocketAddress OTHER = new InetSocketAddress("10.0.0.2", 5683);
  private static final int POST = 2;
  private static final int CHANGED = 0x44;

  private final Expected expected = new Expected();

  private static CoapMessage message(int type, int code, int mid, String token) {
    return new CoapMessage(type, code, mid, Bytes.ofHex(token), List.of(), Bytes.EMPTY);
  }

  @Test
  void letsInWhatAnswersARequestThatWentOut() {
    expected.sent(PEER, message(CoapMessage.CON, POST, 7, "0a"));
    assertThat(expected.answers(PEER, message(CoapMessage.ACK, 0, 7, ""))).isTrue();
    assertThat(expected.answers(PEER, message(CoapMessage.ACK, CHANGED, 7, "0a"))).isTrue();
    assertThat(expected.answers(PEER, message(CoapMessage.CON, CHANGED, 99, "0a"))).isTrue();
  }

  @Test
  void othersAnswersAreCountedAgainstTheirAddress() {
    expected.sent(PEER, message(CoapMessage.CON, POST, 7, "0a"));
    assertThat(expected.answers(OTHER, message(CoapMessage.ACK, CHANGED, 7, "0a"))).isFalse();
    assertThat(expected.answers(PEER, message(CoapMessage.RST, 0, 8, ""))).isFalse();
    assertThat(expected.answers(PEER, message(CoapMessage.NON, CHANGED, 7, "0b"))).isFalse();
    assertThat(expected.answers(PEER, message(CoapMessage.CON, 0, 7, ""))).isFalse();
    assertThat(expected.answers(PEER, message(CoapMessage.CON, POST, 7, "0a"))).isFalse();
  }

  @Test
  void aFloodOfRepeatedAnswersIsCountedFromItsNinthOn() {
    expected.sent(PEER, message(CoapMessage.CON, POST, 7, "0a"));
    CoapMessage answer = message(CoapMessage.ACK, CHANGED, 7, "0a");
    for (int i = 0; i < Expected.ANSWERS_MAX_COUNT; i++) {
      assertThat(expected.answers(PEER, answer)).isTrue();
    }
    assertThat(expected.answers(PEER, answer)).isFalse();
  }
}
