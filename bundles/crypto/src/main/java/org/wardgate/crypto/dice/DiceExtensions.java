package org.wardgate.crypto.dice;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;

/** Reads the TcbInfo and MultiTcbInfo extensions of a certificate. Stateless. */
public final class DiceExtensions {
  /** Extension tcg-dice-TcbInfo. */
  public static final String TCB_INFO = "2.23.133.5.4.1";

  /** Extension tcg-dice-MultiTcbInfo. */
  public static final String MULTI_TCB_INFO = "2.23.133.5.4.5";

  /** Most components that one certificate may describe. */
  public static final int TCB_INFOS_MAX_COUNT = 16;

  private static final int SIZE_MAX_BYTES = 8_192;

  private DiceExtensions() {}

  /**
   * What a certificate says; its signature is the caller's matter.
   *
   * @return empty if it has neither extension
   * @throws CryptoException MALFORMED, TOO_LARGE, TRAILING_DATA, or BAD_ALGORITHM for a hash that
   *     is not of the SHA-2 family
   */
  public static List<TcbInfo> of(X509Certificate certificate) throws CryptoException {
    List<TcbInfo> found = new ArrayList<>();
    byte[] single = certificate.getExtensionValue(TCB_INFO);
    if (single != null) {
      found.add(TcbInfoReader.read(sequence(single)));
    }
    byte[] multi = certificate.getExtensionValue(MULTI_TCB_INFO);
    if (multi != null) {
      ASN1Sequence all = sequence(multi);
      if (all.size() == 0 || all.size() > TCB_INFOS_MAX_COUNT) {
        throw new CryptoException(Reason.TOO_LARGE, all.size() + " DICE components, not 1 to 16");
      }
      for (int i = 0; i < all.size(); i++) {
        if (!(all.getObjectAt(i).toASN1Primitive() instanceof ASN1Sequence one)) {
          throw malformed();
        }
        found.add(TcbInfoReader.read(one));
      }
    }
    return List.copyOf(found);
  }

  /** An extension's value is DER within an OCTET STRING. */
  private static ASN1Sequence sequence(byte[] value) throws CryptoException {
    ASN1Primitive outer = Der.read(Bytes.of(value), SIZE_MAX_BYTES, "a DICE extension");
    if (outer instanceof ASN1OctetString octets
        && Der.read(Bytes.of(octets.getOctets()), SIZE_MAX_BYTES, "a DICE extension")
            instanceof ASN1Sequence sequence) {
      return sequence;
    }
    throw malformed();
  }

  static CryptoException malformed() {
    return new CryptoException(Reason.MALFORMED, "a DICE extension of another form");
  }
}
