package org.wardgate.crypto.internal;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Reads DER that fills its input exactly. Stateless. */
public final class Der {
  private Der() {}

  /**
   * Reads one value.
   *
   * @throws CryptoException TOO_LARGE, TRAILING_DATA or MALFORMED
   */
  public static ASN1Primitive read(Bytes encoded, int sizeMaxBytes, String what)
      throws CryptoException {
    ASN1Primitive value = readBer(encoded, sizeMaxBytes, what);
    if (!Arrays.equals(encode(value, what), encoded.toArray())) {
      throw new CryptoException(Reason.MALFORMED, what + " is not in DER");
    }
    return value;
  }

  /** As {@link #read}, but other forms of BER are accepted too. */
  public static ASN1Primitive readBer(Bytes encoded, int sizeMaxBytes, String what)
      throws CryptoException {
    if (encoded.length() > sizeMaxBytes) {
      throw new CryptoException(
          Reason.TOO_LARGE, what + " of " + encoded.length() + " B, allowed " + sizeMaxBytes);
    }
    try (ASN1InputStream in = new ASN1InputStream(encoded.toArray(), false)) {
      ASN1Primitive value = in.readObject();
      if (value == null) {
        throw new CryptoException(Reason.MALFORMED, what + " is empty");
      }
      if (in.read() >= 0) {
        throw new CryptoException(Reason.TRAILING_DATA, "bytes follow the end of " + what);
      }
      return value;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.MALFORMED, what + " is not valid ASN.1", e);
    }
  }

  private static byte[] encode(ASN1Primitive value, String what) throws CryptoException {
    try {
      return value.getEncoded(ASN1Encoding.DER);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.MALFORMED, what + " is not valid ASN.1", e);
    }
  }
}
