package org.wardgate.conformity.statement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;

/**
 * The newest evidence behind a certificate.
 *
 * @param at when it was appraised, whole seconds
 * @param tier AR4SI tier
 * @param vector AR4SI claims by name, each −128 to 127
 * @param sha256 digest of the evidence, 32 bytes
 * @param policy id and version of the appraisal policy; empty if not told
 * @param reference which reference values were compared; empty if none
 * @param firmware its version; empty if not told
 */
public record Evidence(
    Instant at,
    Tier tier,
    Map<String, Integer> vector,
    Bytes sha256,
    String policy,
    String reference,
    String firmware) {
  /** The claims of an AR4SI vector; the index is the CBOR label (draft-ietf-rats-ear). */
  public static final List<String> VECTOR =
      List.of(
          "instance-identity",
          "configuration",
          "executables",
          "file-system",
          "hardware",
          "runtime-opaque",
          "storage-opaque",
          "sourced-data");

  /** Length of a digest. */
  public static final int DIGEST_BYTES = 32;

  /** Copies the map. */
  public Evidence {
    vector = Map.copyOf(vector);
  }

  /** Whether another evidence says the same of the device; time and digest may differ. */
  boolean saysAs(Evidence other) {
    return tier == other.tier
        && vector.equals(other.vector)
        && policy.equals(other.policy)
        && reference.equals(other.reference)
        && firmware.equals(other.firmware);
  }
}
