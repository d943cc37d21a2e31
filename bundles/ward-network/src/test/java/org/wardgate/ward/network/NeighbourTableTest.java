package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourTableTest {
  private static final String TABLE =
      """
      IP address       HW type     Flags       HW address            Mask     Device
      10.77.0.11       0x1         0x2         02:77:00:00:00:0B     *        br0
      10.77.0.12       0x1         0x0         02:77:00:00:00:0c     *        br0
      10.77.0.13       0x1         0x2         02:77:00:00:00:0d     *        eth0
      10.77.0.14       0x1         0x6         02:77:00:00:00:0e     *        br0
      10.77.0.15       0x1         0x2         00:00:00:00:00:00     *        br0
      10.77.0.16       0x20        0x2         02:77:00:00:00:10     *        br0
      garbage
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void findsCompleteEntriesOfTheWard() throws IOException {
    NeighbourTable table = table(TABLE);

    assertThat(table.macOf(address("10.77.0.11"))).contains("02:77:00:00:00:0b");
    assertThat(table.macOf(address("10.77.0.14"))).contains("02:77:00:00:00:0e");
  }

  @Test
  void findsNothingElse() throws IOException {
    NeighbourTable table = table(TABLE);

    for (String other :
        new String[] {"10.77.0.12", "10.77.0.13", "10.77.0.15", "10.77.0.16", "10.77.0.1"}) {
      assertThat(table.macOf(address(other))).as(other).isEmpty();
    }
  }

  @Property(tries = 100)
  void garbageIsNoNeighbour(@ForAll String garbage) throws IOException {
    Path file = Files.createTempFile("arp", "");
    try {
      Files.writeString(file, garbage.replaceAll("[^\\x00-\\x7f]", "?"));
      assertThat(new NeighbourTable(file, "br0").macOf(address("10.77.0.11"))).isEmpty();
    } finally {
      Files.delete(file);
    }
  }

  private NeighbourTable table(String text) throws IOException {
    Path file = folder.resolve("arp");
    Files.writeString(file, text);
    return new NeighbourTable(file, "br0");
  }

  private static Inet4Address address(String text) throws IOException {
    return (Inet4Address) InetAddress.getByName(text);
  }
}
