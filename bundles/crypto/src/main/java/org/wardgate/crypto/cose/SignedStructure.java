package org.wardgate.crypto.cose;

import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborWriter;

/** What a COSE signature or tag is computed over. Stateless. */
final class SignedStructure {
  private SignedStructure() {}

  // RFC 9052 §4.4: Sig_structure
  static byte[] sign1(Bytes protectedEncoded, Bytes externalAad, Bytes payload) {
    return structure("Signature1", protectedEncoded, externalAad, payload);
  }

  // RFC 9052 §6.3: MAC_structure
  static byte[] mac0(Bytes protectedEncoded, Bytes externalAad, Bytes payload) {
    return structure("MAC0", protectedEncoded, externalAad, payload);
  }

  private static byte[] structure(
      String context, Bytes protectedEncoded, Bytes externalAad, Bytes payload) {
    return CborWriter.write(
            CborArray.of(
                new CborText(context),
                new CborBytes(protectedEncoded),
                new CborBytes(externalAad),
                new CborBytes(payload)))
        .toArray();
  }
}
