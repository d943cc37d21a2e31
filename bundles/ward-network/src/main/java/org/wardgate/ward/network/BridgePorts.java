package org.wardgate.ward.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whom the ward's bridge has just heard, from the kernel's forwarding table. A broadcast does not
 * say which interface it came by; that its sender spoke on the ward a moment ago does. Thread-safe.
 */
final class BridgePorts {
  /** How long ago a sender may have been heard. */
  static final int HEARD_MAX_MS = 10_000;

  /** Most entries looked at. */
  static final int ENTRIES_MAX_COUNT = 65_536;

  /** struct __fdb_entry of linux/if_bridge.h. */
  private static final int ENTRY_BYTES = 16;

  private static final int LOCAL_AT = 7;
  private static final int AGE_AT = 8;

  /** The kernel tells ages in hundredths of a second (USER_HZ). */
  private static final int MS_PER_TICK = 10;

  private final Path table;

  BridgePorts(Path table) {
    this.table = table;
  }

  static BridgePorts of(String bridge) {
    return new BridgePorts(Path.of("/sys/class/net", bridge, "brforward"));
  }

  /**
   * Whether a port of the ward has just heard this hardware address.
   *
   * @throws IOException if the interface is no bridge, or not there
   */
  boolean heard(String mac) throws IOException {
    try (InputStream entries = Files.newInputStream(table)) {
      for (int n = 0; n < ENTRIES_MAX_COUNT; n++) {
        byte[] entry = entries.readNBytes(ENTRY_BYTES);
        if (entry.length == 0) {
          return false;
        }
        if (entry.length < ENTRY_BYTES) {
          throw new EOFException("half an entry");
        }
        if (Macs.text(entry, 0).equals(mac) && entry[LOCAL_AT] == 0) {
          long ticks =
              ByteBuffer.wrap(entry).order(ByteOrder.nativeOrder()).getInt(AGE_AT) & 0xffff_ffffL;
          return ticks * MS_PER_TICK <= HEARD_MAX_MS;
        }
      }
    }
    return false;
  }
}
