package org.wardgate.attestation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/** Reads the attesters of a reference file. */
final class AttesterReader {
  /** Most instances in one file. */
  static final int ATTESTERS_MAX_COUNT = 100_000;

  private static final int UEID_BYTES = 33;

  /** RFC 9783 §4.2.1: a UEID of type RAND. */
  private static final String UEID_RAND = "01";

  private static final int PEM_MAX_CHARS = 8_192;
  private static final int DEVICE_MAX_CHARS = 64;
  private static final Set<String> FIELDS = Set.of("ueid", "device", "publicKeyPem");

  private AttesterReader() {}

  static List<Endorsement> read(JsonFields root, ReferenceValues values) throws RefusedException {
    List<Endorsement> endorsements = new ArrayList<>();
    Set<Bytes> seen = new HashSet<>();
    for (JsonNode node : root.array("attesters", ATTESTERS_MAX_COUNT)) {
      JsonFields fields = JsonFields.of("attesters[" + endorsements.size() + "]", node, FIELDS);
      Bytes ueid = fields.hex("ueid", Set.of(UEID_BYTES));
      if (!ueid.hex().startsWith(UEID_RAND)) {
        throw fields.refused("ueid must start with " + UEID_RAND);
      }
      if (!seen.add(ueid)) {
        throw fields.refused("ueid appears twice");
      }
      endorsements.add(new Endorsement(ueid, device(fields), key(fields), values));
    }
    return endorsements;
  }

  private static DeviceId device(JsonFields fields) throws RefusedException {
    try {
      return new DeviceId(fields.text("device", DEVICE_MAX_CHARS));
    } catch (IllegalArgumentException e) {
      throw fields.refused("device: " + e.getMessage());
    }
  }

  private static PublicKey key(JsonFields fields) throws RefusedException {
    try {
      return PublicKeys.ofPem(fields.text("publicKeyPem", PEM_MAX_CHARS));
    } catch (CryptoException e) {
      throw fields.refused("publicKeyPem: " + e.getMessage());
    }
  }
}
