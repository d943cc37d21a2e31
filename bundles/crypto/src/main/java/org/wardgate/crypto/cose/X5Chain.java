package org.wardgate.crypto.cose;

import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.x509.Certificates;

/** The header parameter that carries a signer's certificates (RFC 9360 §2). Stateless. */
public final class X5Chain {
  /** Its label. */
  public static final long LABEL = 33;

  private X5Chain() {}

  /**
   * The value of the parameter; {@link CoseX509#certificates} reads it.
   *
   * @param chain the signer's certificate first
   * @throws IllegalArgumentException if it is empty
   */
  public static CborValue of(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an x5chain without certificates");
    }
    List<CborValue> items =
        chain.stream().<CborValue>map(one -> new CborBytes(Certificates.der(one))).toList();
    // RFC 9360 §2: a single certificate is a byte string, more are an array
    return items.size() == 1 ? items.get(0) : new CborArray(items);
  }
}
