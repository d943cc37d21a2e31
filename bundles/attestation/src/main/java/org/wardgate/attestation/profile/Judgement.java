package org.wardgate.attestation.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.TrustClaim;

/**
 * Ordered rules applied to facts. For each claim the first rule that holds sets it. A rule before
 * it that would have set the claim worse, but cannot be decided because a fact is not told, takes
 * the claim back to "no claim": leaving something out never helps. For one piece of evidence, by
 * one thread.
 */
final class Judgement {
  private static final int DETAIL_MAX_CHARS = 200;

  private final Facts facts;
  private final Map<TrustClaim, Rule> setBy = new EnumMap<>(TrustClaim.class);
  private final Map<TrustClaim, Rule> doubtedBy = new EnumMap<>(TrustClaim.class);
  private final Map<TrustClaim, Integer> values = new EnumMap<>(TrustClaim.class);

  private Judgement(Facts facts) {
    this.facts = facts;
  }

  /** Applies the rules. */
  static Judgement of(List<Rule> rules, Facts facts) {
    Judgement judgement = new Judgement(facts);
    for (Rule rule : rules) {
      Truth truth = rule.when().test(facts);
      if (truth != Truth.FALSE) {
        rule.set().forEach((claim, value) -> judgement.apply(rule, truth, claim, value));
      }
    }
    return judgement;
  }

  private void apply(Rule rule, Truth truth, TrustClaim claim, int value) {
    if (setBy.containsKey(claim)) {
      return;
    }
    Rule doubted = doubtedBy.get(claim);
    if (truth == Truth.UNKNOWN) {
      if (doubted == null || Tiers.worse(value, value(doubted, claim))) {
        doubtedBy.put(claim, rule);
      }
      return;
    }
    boolean mightBeWorse = doubted != null && Tiers.worse(value(doubted, claim), value);
    setBy.put(claim, mightBeWorse ? doubted : rule);
    values.put(claim, mightBeWorse ? TrustClaim.NO_CLAIM : value);
  }

  private static int value(Rule rule, TrustClaim claim) {
    return rule.set().getOrDefault(claim, TrustClaim.NO_CLAIM);
  }

  /** The value of a claim; "no claim" if no rule set it. */
  int value(TrustClaim claim) {
    return values.getOrDefault(claim, TrustClaim.NO_CLAIM);
  }

  /** The vector by registered names, without "no claim". */
  Map<String, Integer> vector() {
    Map<String, Integer> vector = new LinkedHashMap<>();
    for (TrustClaim claim : TrustClaim.values()) {
      if (value(claim) != TrustClaim.NO_CLAIM) {
        vector.put(claim.claimName(), value(claim));
      }
    }
    return vector;
  }

  /** Which rule set which claim, most serious first. */
  List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    for (TrustClaim claim : TrustClaim.values()) {
      Rule rule = setBy.getOrDefault(claim, doubtedBy.get(claim));
      if (rule != null) {
        reasons.add(reason(claim, rule));
      }
    }
    reasons.sort(MOST_SERIOUS_FIRST);
    return reasons;
  }

  /** Order of reasons. */
  static final Comparator<Reason> MOST_SERIOUS_FIRST =
      Comparator.comparingInt((Reason reason) -> -Tiers.badness(Tiers.of(reason.value())))
          .thenComparingInt(reason -> -reason.value());

  private Reason reason(TrustClaim claim, Rule rule) {
    boolean decided = rule.when().test(facts) == Truth.TRUE;
    String seen = rule.when().fact().map(name -> " (" + facts.show(name) + ")").orElse("");
    String detail = (decided ? "" : "cannot be decided: ") + rule.because() + seen;
    return new Reason(claim.claimName(), value(claim), rule.id(), clean(detail));
  }

  /** The fact may be the device's text; most are plain. */
  private static String clean(String detail) {
    boolean plain = detail.length() <= DETAIL_MAX_CHARS;
    for (int i = 0; plain && i < detail.length(); i++) {
      plain = detail.charAt(i) >= ' ' && detail.charAt(i) < 0x7f;
    }
    return plain ? detail : Problem.clean(detail);
  }
}
