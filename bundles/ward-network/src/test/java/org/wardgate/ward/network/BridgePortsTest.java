package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgePortsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void hearsWhoSpokeOnAPortJustNow() throws IOException {
    BridgePorts ports =
        ports(entry("02:77:00:00:00:0a", 0, 0), entry("02:77:00:00:00:0b", 0, 1_000));

    assertThat(ports.heard("02:77:00:00:00:0a")).isTrue();
    assertThat(ports.heard("02:77:00:00:00:0b")).isTrue();
  }

  @Test
  void hearsNobodyElse() throws IOException {
    BridgePorts ports =
        ports(
            entry("02:77:00:00:00:0a", 1, 0), // our own
            entry("02:77:00:00:00:0b", 0, 1_001), // long ago
            entry("02:77:00:00:00:0c", 0, -1));

    for (String mac :
        new String[] {"02:77:00:00:00:0a", "02:77:00:00:00:0b", "02:77:00:00:00:0c"}) {
      assertThat(ports.heard(mac)).as(mac).isFalse();
    }
    assertThat(ports.heard("02:77:00:00:00:0d")).isFalse();
    assertThat(ports().heard("02:77:00:00:00:0a")).isFalse();
  }

  @Test
  void withoutABridgeItSaysSo() throws IOException {
    assertThatThrownBy(() -> BridgePorts.of("lo").heard("02:77:00:00:00:0a"))
        .isInstanceOf(IOException.class);
    BridgePorts half = ports(new byte[7]);
    assertThatThrownBy(() -> half.heard("02:77:00:00:00:0a")).isInstanceOf(IOException.class);
  }

  private BridgePorts ports(byte[]... entries) throws IOException {
    Path file = folder.resolve("brforward");
    Files.write(file, DhcpWire.join(entries));
    return new BridgePorts(file);
  }

  private static byte[] entry(String mac, int local, int ageTicks) {
    ByteBuffer entry = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    entry.put(HexFormat.ofDelimiter(":").parseHex(mac)).put((byte) 1).put((byte) local);
    return entry.putInt(ageTicks).array();
  }
}
