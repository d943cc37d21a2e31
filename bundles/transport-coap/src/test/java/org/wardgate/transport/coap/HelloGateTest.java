package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.californium.scandium.DtlsDatagramFilter;
import org.junit.jupiter.api.Test;

class HelloGateTest {
  private final Acquaintances acquaintances = new Acquaintances();
  private final HalfOpen halfOpen = new HalfOpen();
  private final Drops drops = new Drops();
  private final HelloGate gate =
      new HelloGate(
          new DtlsDatagramFilter(),
          new HelloGate.Limits(5, 20, 10, 1000, 8, 16),
          acquaintances,
          halfOpen,
          drops,
          System::nanoTime);

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

  @Test
  void dropsWhatIsNoRecord() throws UnknownHostException {
    assertThat(gate.onReceiving(packet(1, 99, 0, 1))).isFalse();
    assertThat(gate.onReceiving(packet(1, 22, 2, 1))).isFalse();
  }
}
