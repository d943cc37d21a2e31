package org.wardgate.attestation.ear;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeMap;
import org.wardgate.api.Bytes;

/** Writes results with the JSON claim names of draft-ietf-rats-ear-04. Stateless. */
public final class EarJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EarJson() {}

  /** Writes. */
  public static String write(Ear ear) {
    ObjectNode root = JSON.createObjectNode();
    root.put("eat_profile", ear.profile()).put("iat", ear.issuedAtSeconds());
    root.putObject("ear_verifier_id").put("developer", ear.developer()).put("build", ear.build());
    ear.nonce().ifPresent(nonce -> root.put("eat_nonce", base64(nonce)));
    ear.rawEvidence().ifPresent(raw -> root.put("ear_raw_evidence", base64(raw)));
    ObjectNode submodules = root.putObject("submods");
    new TreeMap<>(ear.submodules()).forEach((name, part) -> part(submodules.putObject(name), part));
    return root.toString();
  }

  private static void part(ObjectNode node, Ear.Part part) {
    node.put("ear_status", part.status().name().toLowerCase(Locale.ROOT));
    ObjectNode vector = node.putObject("ear_trustworthiness_vector");
    new TreeMap<>(part.vector()).forEach(vector::put);
    if (!part.policyIds().isEmpty()) {
      ArrayNode policies = node.putArray("ear_appraisal_policy_ids");
      part.policyIds().forEach(policies::add);
    }
    // Names of our own, as the draft's extension point allows.
    Ear.Details details = part.details();
    details
        .evidenceSha256()
        .ifPresent(digest -> node.put("wardgate_evidence_sha256", digest.hex()));
    if (!details.reference().isEmpty()) {
      node.put("wardgate_reference", details.reference());
    }
    details
        .problem()
        .ifPresent(
            problem ->
                node.putObject("wardgate_problem")
                    .put("code", problem.code())
                    .put("reason", problem.reason())
                    .put("detail", problem.detail())
                    .put("remedy", problem.remedy()));
    if (!details.reasons().isEmpty()) {
      ArrayNode reasons = node.putArray("wardgate_reasons");
      details
          .reasons()
          .forEach(
              reason ->
                  reasons
                      .addObject()
                      .put("claim", reason.claim())
                      .put("value", reason.value())
                      .put("rule", reason.rule())
                      .put("detail", reason.detail()));
    }
  }

  private static String base64(Bytes value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value.toArray());
  }
}
