package org.wardgate.ward.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Messages for tests. */
final class DhcpWire {
  static final String MAC = "02:77:00:00:00:0b";
  static final String URL = "https://acme.example/pump.json";

  private DhcpWire() {}

  /** A BOOTREQUEST with these bytes in its options field, and in sname and file if not empty. */
  static byte[] v4fields(byte[] options, byte[] sname, byte[] file) {
    byte[] head = new byte[240];
    head[0] = 1;
    head[1] = 1;
    head[2] = 6;
    System.arraycopy(mac(), 0, head, 28, 6);
    System.arraycopy(sname, 0, head, 44, sname.length);
    System.arraycopy(file, 0, head, 108, file.length);
    System.arraycopy(new byte[] {99, (byte) 130, 83, 99}, 0, head, 236, 4);
    return join(head, options);
  }

  static byte[] v4(byte[]... options) {
    return v4fields(join(options), new byte[0], new byte[0]);
  }

  static byte[] v6(int type, byte[]... options) {
    return join(new byte[] {(byte) type, 1, 2, 3}, join(options));
  }

  static byte[] option(int code, byte[] value) {
    return join(new byte[] {(byte) code, (byte) value.length}, value);
  }

  static byte[] option(int code, String value) {
    return option(code, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] type(int type) {
    return option(53, new byte[] {(byte) type});
  }

  static byte[] option6(int code, byte[] value) {
    byte[] head = {
      (byte) (code >> 8), (byte) code, (byte) (value.length >> 8), (byte) value.length
    };
    return join(head, value);
  }

  static byte[] option6(int code, String value) {
    return option6(code, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A client id by hardware address, with a time or without. */
  static byte[] duid(boolean withTime) {
    byte[] head = withTime ? new byte[] {0, 1, 0, 1, 9, 9, 9, 9} : new byte[] {0, 3, 0, 1};
    return option6(1, join(head, mac()));
  }

  static byte[] mac() {
    return HexFormat.ofDelimiter(":").parseHex(MAC);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
