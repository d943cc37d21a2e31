package org.wardgate.attestation.profile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.TrustClaim;

/** Reads ordered rules and claim names. Stateless. */
final class RuleReader {
  private static final Set<String> MEMBERS = Set.of("id", "when", "set", "because");
  private static final Map<String, TrustClaim> CLAIMS = claimsByName();

  private RuleReader() {}

  private static Map<String, TrustClaim> claimsByName() {
    Map<String, TrustClaim> claims = new HashMap<>();
    for (TrustClaim claim : TrustClaim.values()) {
      claims.put(claim.claimName(), claim);
    }
    return Map.copyOf(claims);
  }

  /** Reads rules. */
  static List<Rule> rules(ProfileNode array, int minCount) throws RefusedException {
    List<Rule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ProfileNode node : array.elements(minCount, ProfileReader.RULES_MAX_COUNT)) {
      node.object(MEMBERS);
      String id = node.at("id").id();
      if (!ids.add(id)) {
        throw node.at("id").refused("the same id twice");
      }
      rules.add(
          new Rule(
              id,
              new ConditionReader().read(node.at("when")),
              set(node.at("set")),
              Problem.clean(node.at("because").text(ProfileReader.TEXT_MAX_CHARS))));
    }
    return rules;
  }

  private static Map<TrustClaim, Integer> set(ProfileNode node) throws RefusedException {
    Map<TrustClaim, Integer> set = new EnumMap<>(TrustClaim.class);
    for (Map.Entry<String, ProfileNode> member :
        node.members(1, TrustClaim.values().length).entrySet()) {
      TrustClaim claim = claim(member.getKey(), node);
      set.put(claim, (int) member.getValue().integer(Byte.MIN_VALUE, Byte.MAX_VALUE));
    }
    return set;
  }

  /** Reads names of claims. */
  static Set<TrustClaim> claims(ProfileNode array) throws RefusedException {
    Set<TrustClaim> claims = new HashSet<>();
    for (ProfileNode node : array.optionalElements(TrustClaim.values().length)) {
      if (!claims.add(claim(node.text(ProfileReader.TEXT_MAX_CHARS), node))) {
        throw node.refused("the same claim twice");
      }
    }
    return claims;
  }

  private static TrustClaim claim(String name, ProfileNode node) throws RefusedException {
    TrustClaim claim = CLAIMS.get(name);
    if (claim == null) {
      throw node.refused("'" + name + "' is no AR4SI claim");
    }
    return claim;
  }
}
