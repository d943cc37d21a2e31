package org.wardgate.crypto.cbor;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/**
 * Reads one CBOR data item that fills its input exactly. Indefinite lengths, duplicate keys, bytes
 * left over and anything beyond the limits are refused; integers and lengths longer than need be
 * are accepted, since RFC 9783 tokens may have them. Stateless.
 */
public final class CborReader {
  // Duplicates are found by counting: the library keeps the last of two equal keys.
  private static final CBOREncodeOptions OPTIONS =
      new CBOREncodeOptions("allowduplicatekeys=true;resolvereferences=false;keepkeyorder=true");

  private CborReader() {}

  /**
   * Reads a data item.
   *
   * @throws CryptoException MALFORMED, TOO_LARGE, TOO_DEEP, INDEFINITE_LENGTH, DUPLICATE_KEY or
   *     TRAILING_DATA
   */
  public static CborValue read(Bytes encoded, CborLimits limits) throws CryptoException {
    if (encoded.length() > limits.sizeMaxBytes()) {
      throw new CryptoException(
          Reason.TOO_LARGE, "CBOR of " + encoded.length() + " B, allowed " + limits.sizeMaxBytes());
    }
    byte[] content = encoded.toArray();
    int pairsSeen = new CborScanner(content, limits).scan();
    try {
      CborConversion conversion = new CborConversion();
      CborValue value = conversion.convert(CBORObject.DecodeFromBytes(content, OPTIONS));
      if (conversion.pairs() != pairsSeen) {
        throw new CryptoException(Reason.DUPLICATE_KEY, "a CBOR map has the same key twice");
      }
      return value;
    } catch (CBORException | IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.MALFORMED, "not valid CBOR", e);
    }
  }
}
