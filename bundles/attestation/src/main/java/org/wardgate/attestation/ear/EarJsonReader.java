package org.wardgate.attestation.ear;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/**
 * Reads results as JSON claims: of the profile that is written, and of the older one with dotted
 * names, recognised by its profile claim. Claims that are not known are ignored, as RFC 9711
 * demands; known ones must be as they should. Nothing is verified here. Stateless.
 */
public final class EarJsonReader {
  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_MAX_CHARS = 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder(factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private EarJsonReader() {}

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(EarCheck.SIZE_MAX_BYTES)
                .maxNestingDepth(DEPTH_MAX)
                .maxStringLength(EarCheck.SIZE_MAX_BYTES)
                .maxNameLength(EarCheck.TEXT_MAX_CHARS)
                .maxNumberLength(NUMBER_MAX_CHARS)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** The claim names of a profile. */
  private record Names(
      String verifier, String raw, String status, String vector, String policies) {}

  private static final Names CURRENT =
      new Names(
          "ear_verifier_id",
          "ear_raw_evidence",
          "ear_status",
          "ear_trustworthiness_vector",
          "ear_appraisal_policy_ids");

  private static final Names VERAISON =
      new Names(
          "ear.verifier-id",
          "ear.raw-evidence",
          "ear.status",
          "ear.trustworthiness-vector",
          "ear.appraisal-policy-id");

  /**
   * Reads.
   *
   * @throws RefusedException {@code WG-PRF-0012}
   */
  public static Ear read(Bytes content) throws RefusedException {
    JsonNode root = parse(content);
    String profile = text(root.path("eat_profile"), "eat_profile");
    Names names =
        switch (profile) {
          case Ear.PROFILE -> CURRENT;
          case Ear.VERAISON_PROFILE -> VERAISON;
          default -> throw EarCheck.refused("profile " + profile);
        };
    JsonNode verifier = root.path(names.verifier());
    return new Ear(
        profile,
        integer(root.path("iat"), "iat"),
        text(verifier.path("developer"), "developer of " + names.verifier()),
        text(verifier.path("build"), "build of " + names.verifier()),
        optionalBytes(root.path("eat_nonce"), "eat_nonce"),
        raw(root.path(names.raw()), names.raw()),
        parts(root.path("submods"), names));
  }

  private static JsonNode parse(Bytes content) throws RefusedException {
    if (content.length() > EarCheck.SIZE_MAX_BYTES) {
      throw EarCheck.refused("larger than " + EarCheck.SIZE_MAX_BYTES + " bytes");
    }
    try {
      JsonNode root = JSON.readTree(content.toArray());
      if (!root.isObject()) {
        throw EarCheck.refused("not a JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw EarCheck.refused("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw EarCheck.refused("unreadable JSON");
    }
  }

  /** The evidence alone, or the second element of a conceptual message wrapper. */
  private static Optional<Bytes> raw(JsonNode node, String name) throws RefusedException {
    if (node.isArray()) {
      if (node.size() < 2) {
        throw EarCheck.refused(name + " must be evidence or a wrapper of it");
      }
      return optionalBytes(node.get(1), name);
    }
    return optionalBytes(node, name);
  }

  private static Map<String, Ear.Part> parts(JsonNode submodules, Names names)
      throws RefusedException {
    if (!submodules.isObject()
        || submodules.isEmpty()
        || submodules.size() > EarCheck.PARTS_MAX_COUNT) {
      throw EarCheck.refused("submods must have 1 to " + EarCheck.PARTS_MAX_COUNT + " parts");
    }
    Map<String, Ear.Part> parts = new HashMap<>();
    for (Map.Entry<String, JsonNode> submodule : submodules.properties()) {
      parts.put(submodule.getKey(), part(submodule.getValue(), names));
    }
    // verifiers of the older profile need not say which claims they affirm
    return names.equals(CURRENT) ? EarCheck.parts(parts) : parts;
  }

  private static Ear.Part part(JsonNode node, Names names) throws RefusedException {
    Map<String, Integer> vector = new HashMap<>();
    JsonNode claims = node.path(names.vector());
    if (!claims.isMissingNode() && !claims.isObject()) {
      throw EarCheck.refused(names.vector() + " must be an object");
    }
    for (Map.Entry<String, JsonNode> claim : claims.properties()) {
      EarCheck.claim(claim.getKey());
      vector.put(claim.getKey(), EarCheck.value(integer(claim.getValue(), claim.getKey())));
    }
    requireKeyAttestation(node.path("ear.veraison.key-attestation"));
    return EarCheck.part(
        tier(node.path(names.status()), names),
        vector,
        policies(node.path(names.policies()), names),
        Ear.Details.NONE);
  }

  /** What the older profile says of a key that was attested with the rest: it must be there. */
  private static void requireKeyAttestation(JsonNode node) throws RefusedException {
    if (node.isMissingNode()) {
      return;
    }
    try {
      PublicKeys.ofSpki(
          optionalBytes(node.path("akpub"), "akpub")
              .orElseThrow(() -> EarCheck.refused("a key attestation without akpub")));
    } catch (CryptoException e) {
      throw EarCheck.refused("akpub: " + e.getMessage());
    }
  }

  private static Tier tier(JsonNode node, Names names) throws RefusedException {
    return names.equals(VERAISON) && node.isIntegralNumber()
        ? EarCheck.tier(integer(node, names.status()))
        : EarCheck.tier(text(node, names.status()));
  }

  private static List<String> policies(JsonNode node, Names names) throws RefusedException {
    if (node.isMissingNode()) {
      return List.of();
    }
    if (names.equals(VERAISON)) {
      return List.of(text(node, names.policies()));
    }
    if (!node.isArray() || node.isEmpty() || node.size() > EarCheck.POLICIES_MAX_COUNT) {
      throw EarCheck.refused(names.policies() + " must be an array");
    }
    List<String> policies = new ArrayList<>();
    for (JsonNode policy : node) {
      policies.add(text(policy, names.policies()));
    }
    return policies;
  }

  private static String text(JsonNode node, String name) throws RefusedException {
    if (!node.isTextual() || node.textValue().length() > EarCheck.TEXT_MAX_CHARS) {
      throw EarCheck.refused(name + " must be a text");
    }
    return node.textValue();
  }

  private static long integer(JsonNode node, String name) throws RefusedException {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw EarCheck.refused(name + " must be an integer");
    }
    return node.longValue();
  }

  private static Optional<Bytes> optionalBytes(JsonNode node, String name) throws RefusedException {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw EarCheck.refused(name + " must be base64url");
    }
    try {
      return Optional.of(Bytes.of(Base64.getUrlDecoder().decode(node.textValue())));
    } catch (IllegalArgumentException e) {
      throw EarCheck.refused(name + " must be base64url");
    }
  }
}
