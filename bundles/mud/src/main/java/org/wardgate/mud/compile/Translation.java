package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.mud.file.AccessList;
import org.wardgate.mud.file.Ace;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.file.Policies;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/**
 * From a MUD file to a {@link PolicySet}: never wider than the file. The lists of a policy count in
 * the order of the file, as if they were one list; the first entry that matches decides; what no
 * entry accepts is denied (RFC 8520 §5). Pure.
 */
public final class Translation {
  /** Before the MUD URL, the origin of what a device may do before it is admitted. */
  public static final String BOOTSTRAPPING = "bootstrapping:";

  private final MudFile file;
  private final Findings findings;
  private final RuleNames names = new RuleNames();
  private int rulesLeft = PolicySet.RULES_MAX_COUNT;

  private Translation(MudFile file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /**
   * Translates a file.
   *
   * @param file the parsed file
   * @param content the bytes it was parsed from, for its digest
   * @param findings gets what a person should know, and every reason to refuse
   * @return what it becomes unless the file must be refused
   */
  public static Optional<CompiledMudFile> translate(
      MudFile file, Bytes content, Findings findings) {
    String url = file.mudUrl().text();
    try {
      PolicySet policy = policy(file, file.policies(), url, content, findings);
      Optional<Policies> early = file.extras().bootstrapping();
      Optional<PolicySet> bootstrapping =
          early.isEmpty()
              ? Optional.empty()
              : Optional.of(policy(file, early.get(), BOOTSTRAPPING + url, content, findings));
      return findings.refused()
          ? Optional.empty()
          : Optional.of(new CompiledMudFile(policy, bootstrapping, Facts.of(file)));
    } catch (Refusal e) {
      findings.error(e);
      return Optional.empty();
    }
  }

  private static PolicySet policy(
      MudFile file, Policies policies, String origin, Bytes content, Findings findings)
      throws Refusal {
    Translation translation = new Translation(file, findings);
    return ProfileIds.identified(
        origin,
        content.sha256().hex(),
        translation.rules(policies.fromDevice(), Direction.FROM_DEVICE),
        translation.rules(policies.toDevice(), Direction.TO_DEVICE),
        file.extras().bandwidth());
  }

  private List<FlowRule> rules(List<AccessList> policy, Direction direction) throws Refusal {
    AceTranslator translator = new AceTranslator(file.mudUrl(), direction, findings);
    OrderCheck order = new OrderCheck(findings);
    List<FlowRule> rules = new ArrayList<>();
    for (AccessList acl : policy) {
      for (Ace ace : acl.aces()) {
        List<FlowRule> ofAce = limited(rules(translator, acl, ace), ace.place());
        order.add(ofAce, ace.place());
        rules.addAll(ofAce);
      }
    }
    return rules;
  }

  private List<FlowRule> rules(AceTranslator translator, AccessList acl, Ace ace) {
    try {
      return translator.translate(acl, ace, names.of(acl, ace));
    } catch (Refusal e) {
      findings.error(e);
      return List.of();
    }
  }

  private List<FlowRule> limited(List<FlowRule> rules, Place place) throws Refusal {
    rulesLeft -= rules.size();
    if (rulesLeft < 0) {
      throw new Refusal(
          MudErrors.TOO_MANY_RULES, place, "more than " + PolicySet.RULES_MAX_COUNT + " rules");
    }
    return rules;
  }
}
