package org.wardgate.crypto.cose;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;

/**
 * A signed or authenticated message of RFC 9052, parsed but <em>not verified</em>: give it to
 * {@link CoseVerifier} before believing any of it. Immutable.
 */
public sealed interface CoseMessage permits CoseSign1, CoseMac0 {
  /** The algorithm, from the protected header only. */
  long algorithm();

  /** The content; never detached. */
  Bytes payload();

  /** The key's id, protected or not; a hint which key to try, nothing more. */
  Optional<Bytes> keyId();

  /** The protected header. */
  CborMap protectedHeader();

  /** The unprotected header; anybody on the way may have changed it. */
  CborMap unprotectedHeader();

  /**
   * Reads a COSE_Sign1 (tag 18) or COSE_Mac0 (tag 17); the tag is required.
   *
   * @throws CryptoException as {@link CborReader#read}; MALFORMED if it is another kind of message,
   *     detached, or demands a header parameter nobody here knows; DUPLICATE_KEY if a parameter is
   *     in both headers; BAD_ALGORITHM if the protected header has no algorithm
   */
  static CoseMessage parse(Bytes encoded, CborLimits limits) throws CryptoException {
    return CoseParser.parse(CborReader.read(encoded, limits), limits);
  }
}
