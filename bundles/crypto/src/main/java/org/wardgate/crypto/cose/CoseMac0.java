package org.wardgate.crypto.cose;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborMap;

/**
 * A COSE_Mac0 (RFC 9052 §6.2).
 *
 * @param protectedEncoded the protected header as it came; what is authenticated
 * @param protectedHeader the same, decoded
 * @param unprotectedHeader the unprotected header
 * @param algorithm of the tag, from the protected header
 * @param keyId a hint which key to try
 * @param payload as it came
 * @param tag the message authentication code
 */
public record CoseMac0(
    Bytes protectedEncoded,
    CborMap protectedHeader,
    CborMap unprotectedHeader,
    long algorithm,
    Optional<Bytes> keyId,
    Bytes payload,
    Bytes tag)
    implements CoseMessage {}
