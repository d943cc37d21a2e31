package org.wardgate.crypto.x509;

import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.testing.TestPki;

/** ASN.1 nested as deep as each size limit lets it be must not exhaust the stack. */
class DeepNestingTest {
  private static Bytes nested(int sizeMaxBytes, int tag) {
    Deque<byte[]> heads = new ArrayDeque<>();
    int length = 0;
    while (length + 4 <= sizeMaxBytes) {
      byte[] head =
          length < 128
              ? new byte[] {(byte) tag, (byte) length}
              : ByteBuffer.allocate(4)
                  .put((byte) tag)
                  .put((byte) 0x82)
                  .putShort((short) length)
                  .array();
      heads.push(head);
      length += head.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    heads.forEach(out::writeBytes);
    return Bytes.of(out.toByteArray());
  }

  // SEQUENCE, SET, [0], constructed OCTET STRING
  @ParameterizedTest
  @ValueSource(ints = {0x30, 0x31, 0xa0, 0x24})
  void isRefused(int tag) {
    assertRefused(Reason.MALFORMED, () -> CertificationRequest.ofDer(nested(8192, tag)));
    assertRefused(Reason.MALFORMED, () -> Certificates.ofDer(nested(16_384, tag)));
    assertRefused(Reason.MALFORMED, () -> CertsOnly.decode(nested(65_535, tag)));
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofSpki(nested(2048, tag)));
    assertRefused(
        Reason.MALFORMED,
        () -> DetachedCms.verify(Bytes.EMPTY, nested(65_535, tag), List.of(), TestPki.NOW));
  }
}
