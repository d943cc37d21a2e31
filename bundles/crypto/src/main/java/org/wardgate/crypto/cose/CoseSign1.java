package org.wardgate.crypto.cose;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborMap;

/**
 * A COSE_Sign1 (RFC 9052 §4.2).
 *
 * @param protectedEncoded the protected header as it came; what is signed
 * @param protectedHeader the same, decoded
 * @param unprotectedHeader the unprotected header
 * @param algorithm of the signature, from the protected header
 * @param keyId a hint which key to try
 * @param payload as it came
 * @param signature r and s, or the Ed25519 signature
 */
public record CoseSign1(
    Bytes protectedEncoded,
    CborMap protectedHeader,
    CborMap unprotectedHeader,
    long algorithm,
    Optional<Bytes> keyId,
    Bytes payload,
    Bytes signature)
    implements CoseMessage {}
