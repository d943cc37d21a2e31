package org.wardgate.attestation.profile;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.TrustClaim;

/**
 * Reads a protection profile, without looking at its signature. Everything that is not described is
 * refused, with the path of the node. Stateless.
 */
public final class ProfileReader {
  /** Largest file, in bytes. */
  public static final int FILE_MAX_BYTES = 256 * 1024;

  /** Most rules in a list. */
  public static final int RULES_MAX_COUNT = 256;

  /** Most submodules. */
  public static final int SUBMODULES_MAX_COUNT = 16;

  /** Most device classes, and most properties attested at runtime. */
  public static final int LIST_MAX_COUNT = 64;

  /** Longest text, in characters. */
  static final int TEXT_MAX_CHARS = 200;

  private static final long AGE_MAX_SECONDS = 86_400;

  /** Conditions may be nested eight deep, each level an object and an array; and room. */
  private static final int JSON_DEPTH_MAX = 32;

  private static final int NAME_MAX_CHARS = 64;
  private static final int NUMBER_MAX_CHARS = 20;
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "version",
          "title",
          "deviceClasses",
          "level",
          "claimsRequired",
          "runtime",
          "submodules",
          "rules");
  private static final Set<String> SUBMODULE_MEMBERS =
      Set.of("name", "missing", "classId", "authentication", "claimsRequired", "rules");
  private static final ObjectMapper JSON =
      JsonMapper.builder(factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ProfileReader() {}

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(FILE_MAX_BYTES)
                .maxNestingDepth(JSON_DEPTH_MAX)
                .maxStringLength(FILE_MAX_BYTES)
                .maxNameLength(NAME_MAX_CHARS)
                .maxNumberLength(NUMBER_MAX_CHARS)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * Reads and validates.
   *
   * @throws RefusedException {@code WG-PRF-0001} with the path of the node
   */
  public static ProtectionProfile read(Bytes content) throws RefusedException {
    ProfileNode root = new ProfileNode("$", parse(content)).object(MEMBERS);
    if (root.has("title")) {
      root.at("title").text(TEXT_MAX_CHARS);
    }
    return new ProtectionProfile(
        root.at("id").id(),
        root.at("version").integer(1, Long.MAX_VALUE),
        classes(root.at("deviceClasses")),
        level(root.at("level")),
        RuleReader.claims(root.at("claimsRequired")),
        runtime(root.at("runtime")),
        submodules(root.at("submodules")),
        RuleReader.rules(root.at("rules"), 1),
        content);
  }

  private static JsonNode parse(Bytes content) throws RefusedException {
    if (content.length() > FILE_MAX_BYTES) {
      throw refused("larger than " + FILE_MAX_BYTES + " bytes");
    }
    try {
      return JSON.readTree(content.toArray());
    } catch (JsonProcessingException e) {
      throw new RefusedException(ProfileErrors.BAD_PROFILE, "$: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(ProfileErrors.BAD_PROFILE, "$: unreadable JSON", e);
    }
  }

  private static Set<String> classes(ProfileNode array) throws RefusedException {
    Set<String> classes = new HashSet<>();
    for (ProfileNode node : array.optionalElements(LIST_MAX_COUNT)) {
      if (!classes.add(node.text(TEXT_MAX_CHARS))) {
        throw node.refused("the same class twice");
      }
    }
    return classes;
  }

  private static Tier level(ProfileNode node) throws RefusedException {
    if (node.node().isMissingNode()) {
      return Tier.AFFIRMING;
    }
    return switch (node.text(TEXT_MAX_CHARS)) {
      case "affirming" -> Tier.AFFIRMING;
      case "warning" -> Tier.WARNING;
      default -> throw node.refused("must be 'affirming' or 'warning'");
    };
  }

  private static List<RuntimeProperty> runtime(ProfileNode array) throws RefusedException {
    List<RuntimeProperty> properties = new ArrayList<>();
    Set<String> facts = new HashSet<>();
    for (ProfileNode node : array.optionalElements(LIST_MAX_COUNT)) {
      node.object(Set.of("fact", "maxAgeSeconds"));
      String fact = node.at("fact").id();
      if (!facts.add(fact)) {
        throw node.refused("the same fact twice");
      }
      properties.add(
          new RuntimeProperty(fact, node.at("maxAgeSeconds").integer(1, AGE_MAX_SECONDS)));
    }
    return properties;
  }

  private static Map<String, SubmoduleRequirement> submodules(ProfileNode array)
      throws RefusedException {
    Map<String, SubmoduleRequirement> submodules = new HashMap<>();
    for (ProfileNode node : array.optionalElements(SUBMODULES_MAX_COUNT)) {
      node.object(SUBMODULE_MEMBERS);
      String name = node.at("name").text(TEXT_MAX_CHARS);
      Set<TrustClaim> claims =
          node.has("claimsRequired")
              ? RuleReader.claims(node.at("claimsRequired"))
              : ProtectionProfile.ALWAYS_REQUIRED;
      SubmoduleRequirement requirement =
          new SubmoduleRequirement(
              name,
              missing(node.at("missing")),
              node.has("classId")
                  ? Optional.of(node.at("classId").text(TEXT_MAX_CHARS))
                  : Optional.empty(),
              authentication(node.at("authentication")),
              claims,
              node.has("rules")
                  ? Optional.of(RuleReader.rules(node.at("rules"), 1))
                  : Optional.empty());
      if (submodules.put(name, requirement) != null) {
        throw node.refused("the same submodule twice");
      }
    }
    return submodules;
  }

  private static SubmoduleRequirement.Authentication authentication(ProfileNode node)
      throws RefusedException {
    if (node.node().isMissingNode()) {
      return SubmoduleRequirement.Authentication.OWN_SIGNATURE;
    }
    return switch (node.text(TEXT_MAX_CHARS)) {
      case "own-signature" -> SubmoduleRequirement.Authentication.OWN_SIGNATURE;
      case "surrounding" -> SubmoduleRequirement.Authentication.SURROUNDING;
      default -> throw node.refused("must be 'own-signature' or 'surrounding'");
    };
  }

  private static Tier missing(ProfileNode node) throws RefusedException {
    return switch (node.text(TEXT_MAX_CHARS)) {
      case "contraindicated" -> Tier.CONTRAINDICATED;
      case "none" -> Tier.NONE;
      default -> throw node.refused("must be 'contraindicated' or 'none'");
    };
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(ProfileErrors.BAD_PROFILE, "$: " + detail);
  }
}
