package org.wardgate.crypto.cose;

import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborValue;

/** Takes a COSE message apart. Stateless. */
final class CoseParser {
  static final long TAG_MAC0 = 17;
  static final long TAG_SIGN1 = 18;

  private static final int PARTS = 4;

  private CoseParser() {}

  static CoseMessage parse(CborValue value, CborLimits limits) throws CryptoException {
    if (!(value instanceof CborTag tagged)
        || (tagged.tag() != TAG_SIGN1 && tagged.tag() != TAG_MAC0)) {
      throw malformed("neither a tagged COSE_Sign1 nor a tagged COSE_Mac0");
    }
    if (!(tagged.value() instanceof CborArray array) || array.items().size() != PARTS) {
      throw malformed("a COSE message without four parts");
    }
    List<CborValue> parts = array.items();
    if (!(parts.get(1) instanceof CborMap open)) {
      throw malformed("a COSE unprotected header that is not a map");
    }
    CoseHeaders headers = CoseHeaders.of(bytes(parts.get(0)), open, limits);
    Bytes payload = bytes(parts.get(2));
    Bytes proof = bytes(parts.get(3));
    return tagged.tag() == TAG_SIGN1
        ? sign1(headers, payload, proof)
        : mac0(headers, payload, proof);
  }

  private static CoseSign1 sign1(CoseHeaders headers, Bytes payload, Bytes signature)
      throws CryptoException {
    return new CoseSign1(
        headers.encoded(),
        headers.guarded(),
        headers.open(),
        headers.algorithm(),
        headers.keyId(),
        payload,
        signature);
  }

  private static CoseMac0 mac0(CoseHeaders headers, Bytes payload, Bytes tag)
      throws CryptoException {
    return new CoseMac0(
        headers.encoded(),
        headers.guarded(),
        headers.open(),
        headers.algorithm(),
        headers.keyId(),
        payload,
        tag);
  }

  private static Bytes bytes(CborValue value) throws CryptoException {
    if (value instanceof CborBytes bytes) {
      return bytes.value();
    }
    throw malformed("a part of a COSE message that is not a byte string");
  }

  private static CryptoException malformed(String message) {
    return new CryptoException(Reason.MALFORMED, message);
  }
}
