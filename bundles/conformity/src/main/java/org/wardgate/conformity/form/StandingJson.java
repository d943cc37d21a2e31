package org.wardgate.conformity.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Evidence;
import org.wardgate.conformity.statement.Standing;
import org.wardgate.crypto.CryptoException;

/** A standing as members of a JSON object: an EAR with claims of our own. Stateless. */
final class StandingJson {
  private StandingJson() {}

  static void write(ObjectNode node, Standing standing) {
    node.put(Names.PROFILE, Names.EAR_PROFILE);
    node.putObject(Names.VERIFIER).put("developer", Names.DEVELOPER).put("build", Names.BUILD);
    submodule(node.putObject(Names.SUBMODULES).putObject(Names.SUBMODULE), standing.evidence());
    node.put(Names.DECISION, standing.decision().text());
    node.put(Names.STATE, word(standing.state()));
    ArrayNode measures = node.putArray(Names.MEASURES);
    standing.measures().stream().sorted().forEach(one -> measures.add(word(one)));
    ObjectNode functions = node.putObject(Names.FUNCTIONS);
    new TreeMap<>(standing.functions()).forEach(functions::put);
    standing.exemption().ifPresent(kind -> node.put(Names.EXEMPTION, word(kind)));
    Opinion actual = standing.actual();
    node.putObject(Names.ACTUAL)
        .put("belief", actual.belief())
        .put("disbelief", actual.disbelief())
        .put("uncertainty", actual.uncertainty())
        .put("base_rate", actual.baseRate())
        .put("probability", actual.projectedProbability());
    node.put(Names.REQUIRED, standing.required());
    standing.evidence().ifPresent(evidence -> evidence(node.putObject(Names.EVIDENCE), evidence));
    node.put(Names.NOTICE, Claims.NOTICE);
  }

  private static void submodule(ObjectNode node, Optional<Evidence> evidence) {
    node.put(Names.STATUS, word(evidence.map(Evidence::tier).orElse(Tier.NONE)));
    ObjectNode vector = node.putObject(Names.VECTOR);
    evidence.ifPresent(one -> new TreeMap<>(one.vector()).forEach(vector::put));
    ArrayNode policies = node.putArray(Names.POLICIES);
    evidence.filter(one -> !one.policy().isEmpty()).ifPresent(one -> policies.add(one.policy()));
  }

  private static void evidence(ObjectNode node, Evidence evidence) {
    node.put("sha256", evidence.sha256().hex())
        .put("at", evidence.at().getEpochSecond())
        .put("reference", evidence.reference())
        .put("firmware", evidence.firmware());
  }

  static Standing read(JsonClaims claims) throws CryptoException {
    if (!claims.text(Names.PROFILE).equals(Names.EAR_PROFILE)) {
      throw JsonClaims.malformed("a profile that is not known here");
    }
    if (!claims.text(Names.NOTICE).equals(Claims.NOTICE)) {
      throw JsonClaims.malformed("a notice that is not ours");
    }
    return new Standing(
        Words.decision(claims.text(Names.DECISION)),
        Words.state(claims.text(Names.STATE)),
        measures(claims),
        functions(claims),
        claims.has(Names.EXEMPTION)
            ? Optional.of(Words.exemption(claims.text(Names.EXEMPTION)))
            : Optional.<TrustView.Exemption.Kind>empty(),
        actual(claims.object(Names.ACTUAL)),
        Words.level(claims.number(Names.REQUIRED)),
        evidence(claims));
  }

  private static Set<Measure> measures(JsonClaims claims) throws CryptoException {
    Set<Measure> measures = new HashSet<>();
    for (JsonNode one : claims.array(Names.MEASURES)) {
      if (!one.isTextual() || !measures.add(Words.measure(one.textValue()))) {
        throw JsonClaims.malformed("measures that are no texts, or occur twice");
      }
    }
    return measures;
  }

  private static Map<String, Boolean> functions(JsonClaims claims) throws CryptoException {
    Map<String, Boolean> functions = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : claims.object(Names.FUNCTIONS).node().properties()) {
      if (!one.getValue().isBoolean() || functions.size() == Limits.PARTS_MAX_COUNT) {
        throw JsonClaims.malformed("functions that are no truth values, or too many");
      }
      functions.put(one.getKey(), one.getValue().booleanValue());
    }
    return functions;
  }

  private static Opinion actual(JsonClaims claims) throws CryptoException {
    return Words.opinion(
        claims.number("belief"),
        claims.number("disbelief"),
        claims.number("uncertainty"),
        claims.number("base_rate"));
  }

  private static Optional<Evidence> evidence(JsonClaims claims) throws CryptoException {
    JsonClaims submodule = claims.object(Names.SUBMODULES).object(Names.SUBMODULE);
    Tier tier = Words.tier(submodule.text(Names.STATUS));
    if (!claims.has(Names.EVIDENCE)) {
      if (tier != Tier.NONE) {
        throw JsonClaims.malformed("a status without evidence");
      }
      return Optional.empty();
    }
    JsonClaims evidence = claims.object(Names.EVIDENCE);
    return Optional.of(
        new Evidence(
            evidence.seconds("at"),
            tier,
            vector(submodule.object(Names.VECTOR)),
            evidence.hex("sha256", Evidence.DIGEST_BYTES),
            policy(submodule),
            evidence.text("reference"),
            evidence.text("firmware")));
  }

  private static Map<String, Integer> vector(JsonClaims claims) throws CryptoException {
    Map<String, Integer> vector = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : claims.node().properties()) {
      if (!one.getValue().isInt()) {
        throw JsonClaims.malformed("a claim of the vector that is no number");
      }
      vector.put(Words.claim(one.getKey()), Words.claimValue(one.getValue().intValue()));
    }
    return vector;
  }

  private static String policy(JsonClaims submodule) throws CryptoException {
    String policy = "";
    for (JsonNode one : submodule.array(Names.POLICIES)) {
      if (!one.isTextual() || !policy.isEmpty()) {
        throw JsonClaims.malformed("more than one policy, or none that is a text");
      }
      policy = one.textValue();
    }
    return policy;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
