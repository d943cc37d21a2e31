package org.wardgate.crypto.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.wardgate.api.Bytes;

/** Writes SubjectPublicKeyInfo from coordinates. Stateless. */
public final class SpkiWriter {
  private static final byte UNCOMPRESSED = 4;

  private SpkiWriter() {}

  /** The key's encoding with the named curve (RFC 5480 §2); checks nothing. */
  public static Bytes ec(NamedCurve curve, Bytes x, Bytes y) {
    byte[] point =
        ByteBuffer.allocate(1 + x.length() + y.length())
            .put(UNCOMPRESSED)
            .put(x.toArray())
            .put(y.toArray())
            .array();
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(
            X9ObjectIdentifiers.id_ecPublicKey, new ASN1ObjectIdentifier(curve.oid()));
    try {
      return Bytes.of(new SubjectPublicKeyInfo(algorithm, point).getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }
}
