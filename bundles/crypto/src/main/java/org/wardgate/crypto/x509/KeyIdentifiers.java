package org.wardgate.crypto.x509;

import java.util.Arrays;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.wardgate.api.Bytes;

/** Key identifiers by RFC 7093 §2 method 1: the first 160 bits of SHA-256. Stateless. */
final class KeyIdentifiers {
  private static final int LENGTH_BYTES = 20;

  private KeyIdentifiers() {}

  static byte[] of(byte[] spki) {
    byte[] key = SubjectPublicKeyInfo.getInstance(spki).getPublicKeyData().getBytes();
    return Arrays.copyOf(Bytes.of(key).sha256().toArray(), LENGTH_BYTES);
  }
}
