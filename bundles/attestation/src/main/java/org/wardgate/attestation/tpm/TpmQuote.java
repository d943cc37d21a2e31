package org.wardgate.attestation.tpm;

import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/**
 * A TPMS_ATTEST of a quote (TPM 2.0 Library Part 2 §10.12.8), well-formed but not yet verified.
 * Immutable.
 *
 * @param extraData qualifying data of the caller: the nonce
 * @param clockMilliseconds since the TPM was made, powered
 * @param resetCount of TPM2_Startup(CLEAR): boots
 * @param restartCount of resumes since the last reset
 * @param clockSafe whether the clock never had a higher value
 * @param firmwareVersion of the TPM, in hexadecimal; obfuscated for keys outside the endorsement
 *     hierarchy
 * @param registers of the SHA-256 bank that were quoted, ascending
 * @param registersSha256 digest over their values
 */
record TpmQuote(
    Bytes extraData,
    long clockMilliseconds,
    long resetCount,
    long restartCount,
    boolean clockSafe,
    String firmwareVersion,
    List<Integer> registers,
    Bytes registersSha256) {
  private static final long GENERATED = 0xFF54_4347L;
  private static final int TYPE_QUOTE = 0x8018;
  private static final int ALG_SHA256 = 0x000B;
  private static final int NAME_MAX_BYTES = 68;
  private static final int DATA_MAX_BYTES = 66;
  private static final int DIGEST_BYTES = 32;
  private static final int SELECT_MIN_BYTES = 3;
  private static final int SELECT_MAX_BYTES = 4;
  private static final int FIRMWARE_BYTES = 8;

  /** Copies the list. */
  TpmQuote {
    registers = List.copyOf(registers);
  }

  /**
   * Reads a TPMS_ATTEST.
   *
   * @throws RefusedException {@code WG-ATT-0033} if it is no quote that a TPM made of registers of
   *     the SHA-256 bank alone; {@code -0022} if bytes follow it
   */
  static TpmQuote read(Bytes attest) throws RefusedException {
    TpmReader in = new TpmReader("the quote", attest);
    // What a TPM signs for itself begins so, and it signs nothing else that does.
    if (in.uint32() != GENERATED) {
      throw in.bad("it does not begin with TPM_GENERATED_VALUE");
    }
    if (in.uint16() != TYPE_QUOTE) {
      throw in.bad("it is another attestation than a quote");
    }
    in.sized(NAME_MAX_BYTES);
    Bytes extraData = in.sized(DATA_MAX_BYTES);
    long clock = in.uint64();
    long resets = in.uint32();
    long restarts = in.uint32();
    int safe = in.uint8();
    if (safe > 1) {
      throw in.bad("a flag that is neither yes nor no");
    }
    Bytes firmware = in.bytes(FIRMWARE_BYTES);
    List<Integer> registers = registers(in);
    Bytes digest = in.sized(DIGEST_BYTES);
    if (digest.length() != DIGEST_BYTES) {
      throw in.bad("its digest is not by SHA-256");
    }
    in.end();
    return new TpmQuote(
        extraData, clock, resets, restarts, safe == 1, firmware.hex(), registers, digest);
  }

  private static List<Integer> registers(TpmReader in) throws RefusedException {
    if (in.uint32() != 1) {
      throw in.bad("it selects registers of several banks, or none");
    }
    if (in.uint16() != ALG_SHA256) {
      throw in.bad("it selects registers of another bank than SHA-256");
    }
    int length = in.uint8();
    if (length < SELECT_MIN_BYTES || length > SELECT_MAX_BYTES) {
      throw in.bad("a selection of " + length + " bytes");
    }
    byte[] bits = in.bytes(length).toArray();
    List<Integer> registers = new java.util.ArrayList<>();
    for (int register = 0; register < length * Byte.SIZE; register++) {
      if ((bits[register / Byte.SIZE] & (1 << (register % Byte.SIZE))) != 0) {
        registers.add(register);
      }
    }
    if (registers.isEmpty()) {
      throw in.bad("it selects no register");
    }
    return registers;
  }
}
