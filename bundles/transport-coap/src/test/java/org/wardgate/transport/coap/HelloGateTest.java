package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.californium.scandium.DtlsDatagramFilter;
import org.junit.jupiter.api.Test;

class HelloGateTest {
  private static final int HANDSHAKES = 10;

  private final Acquaintances acquaintances = new Acquaintances();
  private final HalfOpen halfOpen = new HalfOpen();
  private final Drops drops = new Drops();
  private final HelloGate gate =
      new HelloGate(
          new DtlsDatagramFilter(),
          new HelloGate.Limits(5, 20, HANDSHAKES, 1000, 8, 16),
          acquaintances,
          halfOpen,
          drops,
          () -> 0);

  private static DatagramPacket packet(int lastOctet, int type, int epoch, int message)
      throws UnknownHostException {
    byte[] data = new byte[60];
    data[0] = (byte) type;
    data[1] = (byte) 0xfe;
    data[2] = (byte) 0xfd;
    data[4] = (byte) epoch;
    data[13] = (byte) message;
    InetAddress from = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) lastOctet});
    return new DatagramPacket(data, data.length, from, 4711);
  }

  @Test
  void anAddressThatFloodsHellosIsAloneInThat() throws UnknownHostException {
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += gate.onReceiving(packet(1, 22, 0, 1)) ? 1 : 0;
    }

    assertThat(passed).isBetween(10, 12);
    assertThat(gate.onReceiving(packet(2, 22, 0, 1))).isTrue();
    // what belongs to a session of the flooded address still passes
    assertThat(gate.onReceiving(packet(1, 23, 1, 1))).isTrue();
    assertThat(gate.onReceiving(packet(1, 22, 0, 11))).isTrue();
    assertThat(gate.onReceiving(packet(1, 22, 1, 1))).isTrue();
  }

  /** A second hello, its cookie of one byte that nobody issued. */
  private static DatagramPacket withCookie(int net, int host) throws UnknownHostException {
    byte[] data = new byte[75];
    System.arraycopy(packet(1, 22, 0, 1).getData(), 0, data, 0, 60);
    data[60] = 1;
    data[61] = 7;
    InetAddress from =
        InetAddress.getByAddress(new byte[] {10, (byte) net, (byte) (host >> 8), (byte) host});
    return new DatagramPacket(data, data.length, from, 4711);
  }

  @Test
  void madeUpCookiesDoNotUseUpTheHandshakesOfStrangers() throws UnknownHostException {
    int burst = 2 * HANDSHAKES;
    for (int i = 0; i < 3 * burst; i++) {
      assertThat(gate.onReceiving(withCookie(1, i))).isTrue();
    }
    assertThat(gate.onReceiving(withCookie(2, 1))).isTrue();
  }

  @Test
  void aFloodOfMadeUpCookiesIsBoundedAllTheSame() throws UnknownHostException {
    int most = 2 * HANDSHAKES * HelloGate.COOKIES_PER_HANDSHAKE;
    int passed = 0;
    for (int i = 0; i < 3 * most; i++) {
      passed += gate.onReceiving(withCookie(1, i)) ? 1 : 0;
    }
    assertThat(passed).isEqualTo(most);
    assertThat(drops.of(Drops.Reason.COOKIES_OVERALL)).isEqualTo(2L * most);
  }

  @Test
  void handshakesWhoseCookieWasRightAreCounted() throws UnknownHostException {
    for (int i = 0; i < 2 * HANDSHAKES; i++) {
      assertThat(gate.onReceiving(withCookie(1, i))).isTrue();
      gate.begun(InetAddress.getByAddress(new byte[] {10, 1, 0, (byte) i}));
    }
    assertThat(gate.onReceiving(withCookie(2, 1))).isFalse();
    assertThat(drops.of(Drops.Reason.HANDSHAKES_OVERALL)).isEqualTo(1);
    InetAddress known = InetAddress.getByAddress(new byte[] {10, 3, 0, 1});
    acquaintances.meet(known);
    assertThat(gate.onReceiving(withCookie(3, 1))).isTrue();
  }

  @Test
  void dropsWhatIsNoRecord() throws UnknownHostException {
    assertThat(gate.onReceiving(packet(1, 99, 0, 1))).isFalse();
    assertThat(gate.onReceiving(packet(1, 22, 2, 1))).isFalse();
  }
}
