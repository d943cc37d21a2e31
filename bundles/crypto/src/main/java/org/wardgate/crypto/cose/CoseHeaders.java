package org.wardgate.crypto.cose;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** The two headers of a message, checked (RFC 9052 §3). */
record CoseHeaders(Bytes encoded, CborMap guarded, CborMap open) {
  private static final long ALGORITHM = 1;
  private static final long CRITICAL = 2;
  private static final long KEY_ID = 4;

  static CoseHeaders of(Bytes encoded, CborMap open, CborLimits limits) throws CryptoException {
    CoseHeaders headers = new CoseHeaders(encoded, decode(encoded, limits), open);
    headers.check();
    return headers;
  }

  long algorithm() throws CryptoException {
    // An algorithm in the unprotected header alone could be exchanged on the way.
    if (guarded.get(ALGORITHM).orElse(null) instanceof CborInt number && number.fitsLong()) {
      return number.asLong();
    }
    throw new CryptoException(
        Reason.BAD_ALGORITHM, "the COSE protected header names no algorithm by number");
  }

  Optional<Bytes> keyId() throws CryptoException {
    Optional<CborValue> keyId = guarded.get(KEY_ID).or(() -> open.get(KEY_ID));
    if (keyId.isEmpty()) {
      return Optional.empty();
    }
    if (keyId.get() instanceof CborBytes bytes) {
      return Optional.of(bytes.value());
    }
    throw malformed("a COSE key id that is not a byte string");
  }

  private static CborMap decode(Bytes encoded, CborLimits limits) throws CryptoException {
    // RFC 9052 §3: no parameters is a zero-length string
    if (encoded.length() == 0) {
      return CborMap.EMPTY;
    }
    if (CborReader.read(encoded, limits) instanceof CborMap map) {
      return map;
    }
    throw malformed("a COSE protected header that is not a map");
  }

  private void check() throws CryptoException {
    requireLabels(guarded);
    requireLabels(open);
    for (CborValue label : open.entries().keySet()) {
      if (guarded.entries().containsKey(label)) {
        throw new CryptoException(Reason.DUPLICATE_KEY, "a parameter in both COSE headers");
      }
    }
    // RFC 9052 §3.1: what is marked critical must be understood; nothing is marked here
    if (guarded.get(CRITICAL).isPresent() || open.get(CRITICAL).isPresent()) {
      throw malformed("a COSE header with critical parameters");
    }
  }

  private static void requireLabels(CborMap header) throws CryptoException {
    for (CborValue label : header.entries().keySet()) {
      if (!(label instanceof CborInt) && !(label instanceof CborText)) {
        throw malformed("a COSE header label that is neither number nor text");
      }
    }
  }

  private static CryptoException malformed(String message) {
    return new CryptoException(Reason.MALFORMED, message);
  }
}
