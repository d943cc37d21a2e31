package org.wardgate.attestation.tpm;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.ClaimMap;
import org.wardgate.attestation.scheme.CoseToken;
import org.wardgate.attestation.scheme.Refusals;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborValue;

/**
 * A quote with what is needed to verify it, as a CBOR map (docs/attestation-protocol.md).
 * Immutable.
 *
 * @param instance identity of the attestation key's owner, as endorsed: 1 to 64 bytes
 * @param attest TPMS_ATTEST
 * @param signature TPMT_SIGNATURE
 * @param registers values of the quoted registers by number, 32 bytes each
 */
record TpmMessage(
    Bytes instance, Bytes attest, Bytes signature, SortedMap<Integer, Bytes> registers) {
  static final long LABEL_INSTANCE = 1;
  static final long LABEL_ATTEST = 2;
  static final long LABEL_SIGNATURE = 3;
  static final long LABEL_REGISTERS = 4;

  private static final int INSTANCE_MAX_BYTES = 64;
  private static final int ATTEST_MAX_BYTES = 1_024;
  private static final int SIGNATURE_MAX_BYTES = 1_024;
  private static final int REGISTERS_MAX = 31;
  private static final int REGISTER_BYTES = 32;

  /**
   * Reads.
   *
   * @throws RefusedException {@code WG-ATT-0001} to {@code -0004}, {@code -0012}, {@code -0013} or
   *     {@code -0022}
   */
  static TpmMessage read(Bytes encoded) throws RefusedException {
    CborValue value;
    try {
      value = CborReader.read(encoded, CoseToken.LIMITS);
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
    if (!(value instanceof CborMap map)) {
      throw new RefusedException(AttestationErrors.MALFORMED, "not a map");
    }
    ClaimMap fields = new ClaimMap("", map);
    return new TpmMessage(
        required(fields, LABEL_INSTANCE, INSTANCE_MAX_BYTES),
        required(fields, LABEL_ATTEST, ATTEST_MAX_BYTES),
        required(fields, LABEL_SIGNATURE, SIGNATURE_MAX_BYTES),
        registers(fields));
  }

  private static Bytes required(ClaimMap fields, long label, int maxBytes) throws RefusedException {
    return fields
        .optionalBytes(label, 1, maxBytes)
        .orElseThrow(() -> new RefusedException(AttestationErrors.MISSING_CLAIM, "claim " + label));
  }

  private static SortedMap<Integer, Bytes> registers(ClaimMap fields) throws RefusedException {
    if (!(fields.value(LABEL_REGISTERS).orElse(null) instanceof CborMap map)) {
      throw fields.bad(LABEL_REGISTERS, "must be a map of registers");
    }
    SortedMap<Integer, Bytes> registers = new TreeMap<>();
    for (Map.Entry<CborValue, CborValue> entry : map.entries().entrySet()) {
      if (!(entry.getKey() instanceof CborInt number)
          || !number.fitsLong()
          || number.asLong() < 0
          || number.asLong() > REGISTERS_MAX
          || !(entry.getValue() instanceof CborBytes bytes)
          || bytes.value().length() != REGISTER_BYTES) {
        throw fields.bad(LABEL_REGISTERS, "must map 0 to 31 to 32 bytes");
      }
      registers.put((int) number.asLong(), bytes.value());
    }
    return registers;
  }
}
