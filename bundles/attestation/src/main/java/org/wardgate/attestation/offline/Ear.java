package org.wardgate.attestation.offline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.attestation.scheme.Finding;

/** Writes attestation results as the JSON claims of draft-ietf-rats-ear, unsigned. Stateless. */
final class Ear {
  /** The profile whose claim names are used. */
  static final String PROFILE = "tag:ietf.org,2026:rats/ear#04";

  /** Which rules appraised. */
  static final String POLICY = "tag:wardgate.org,2026:appraisal/psa#1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEVELOPER = "https://wardgate.org";
  private static final String BUILD = "wardgate 0.1";

  private Ear() {}

  /**
   * Writes.
   *
   * @param finding what was found
   * @param evidence empty if the file could not be read
   * @param nonce if one was asked for
   * @param at when
   */
  static String write(
      Finding finding, Optional<Bytes> evidence, Optional<Bytes> nonce, Instant at) {
    ObjectNode root = JSON.createObjectNode();
    root.put("eat_profile", PROFILE).put("iat", at.getEpochSecond());
    root.putObject("ear_verifier_id").put("developer", DEVELOPER).put("build", BUILD);
    nonce.ifPresent(value -> root.put("eat_nonce", base64(value)));
    ObjectNode submodule = root.putObject("submods").putObject("PSA");
    submodule.put("ear_status", finding.tier().name().toLowerCase(Locale.ROOT));
    ObjectNode vector = submodule.putObject("ear_trustworthiness_vector");
    finding.vector().forEach(vector::put);
    submodule.putArray("ear_appraisal_policy_ids").add(POLICY);
    // Names of our own, as the draft's extension point allows.
    evidence.ifPresent(value -> submodule.put("wardgate_evidence_sha256", value.sha256().hex()));
    if (!finding.referenceVersion().isEmpty()) {
      submodule.put("wardgate_reference", finding.referenceVersion());
    }
    finding
        .problem()
        .ifPresent(
            problem ->
                submodule
                    .putObject("wardgate_problem")
                    .put("code", problem.code())
                    .put("reason", problem.reason())
                    .put("detail", problem.detail())
                    .put("remedy", problem.remedy()));
    return root.toString();
  }

  private static String base64(Bytes value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value.toArray());
  }
}
