package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.AccessList;
import org.wardgate.mud.file.Ace;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/**
 * One entry to rules that match exactly the same packets. Where no rule can: an accepting entry
 * accepts nothing and says so; a denying one is refused, because leaving it out would let later
 * entries accept what it denies.
 */
final class AceTranslator {
  private final MudUrl mudUrl;
  private final Direction direction;
  private final Findings findings;

  AceTranslator(MudUrl mudUrl, Direction direction, Findings findings) {
    this.mudUrl = mudUrl;
    this.direction = direction;
    this.findings = findings;
  }

  List<FlowRule> translate(AccessList acl, Ace ace) throws Refusal {
    Set<String> unmatched = new LinkedHashSet<>(ace.matches().others());
    Set<Family> families = Families.of(acl.type(), ace.matches(), unmatched);
    Remote remote = FarEnd.of(ace.matches(), mudUrl, direction, unmatched);
    TransportRule transport = TransportRule.of(ace.matches(), families, direction, unmatched);
    boolean accept = ace.forwarding() == Ace.Forwarding.ACCEPT;
    if (!unmatched.isEmpty()) {
      String why = "cannot match " + String.join(", ", unmatched);
      if (!accept) {
        throw new Refusal(MudErrors.UNSUPPORTED_MATCH, ace.place(), why);
      }
      findings.warning(MudErrors.NOTHING_ACCEPTED, ace.place(), ace.name() + ": " + why);
      return List.of();
    }
    if (accept) {
      note(ace, remote);
    }
    String name = Problem.clean(acl.name()) + "/" + Problem.clean(ace.name());
    List<FlowRule> rules = new ArrayList<>();
    for (Family family : families) {
      rules.addAll(transport.rules(name, action(accept), family, remote));
    }
    return rules;
  }

  private static FlowRule.Action action(boolean accept) {
    return accept ? FlowRule.Action.ACCEPT : FlowRule.Action.DENY;
  }

  private void note(Ace ace, Remote remote) {
    if (remote instanceof Remote.Any) {
      findings.warning(MudErrors.OVER_WIDE, ace.place(), ace.name());
    } else if (remote instanceof Remote.Controller controller) {
      waits(ace, controller.uri());
    } else if (remote instanceof Remote.Maker maker) {
      waits(ace, "devices of " + maker.authority());
    } else if (remote instanceof Remote.Model model) {
      waits(ace, "devices with " + model.mudUrl());
    }
  }

  private void waits(Ace ace, String hosts) {
    findings.note(MudErrors.WAITS_FOR_MAPPING, ace.place(), ace.name() + ": " + hosts);
  }
}
