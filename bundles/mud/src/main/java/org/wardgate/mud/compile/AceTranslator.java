package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.AccessList;
import org.wardgate.mud.file.Ace;
import org.wardgate.mud.file.Matches;
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

  List<FlowRule> translate(AccessList acl, Ace ace, String name) throws Refusal {
    Matches matches = ace.matches();
    Limits limits = new Limits(matches.others());
    Set<Family> families = Families.of(acl.type(), matches, limits);
    Remote remote = FarEnd.of(matches, mudUrl, direction, limits);
    boolean accept = ace.forwarding() == Ace.Forwarding.ACCEPT;
    if (needsNoRule(ace, limits, accept)) {
      return List.of();
    }
    if (!accept && !matches.tlsProfiles().isEmpty()) {
      limits.cannotMatch("a (D)TLS profile");
    }
    if (!limits.unmatched().isEmpty()) {
      String why = "cannot match " + String.join(", ", limits.unmatched());
      if (!accept) {
        throw new Refusal(MudErrors.UNSUPPORTED_MATCH, ace.place(), why);
      }
      findings.warning(MudErrors.NOTHING_ACCEPTED, ace.place(), ace.name() + ": " + why);
      return List.of();
    }
    if (accept) {
      note(ace, remote);
    }
    TransportRule transport = TransportRule.of(matches, direction);
    List<FlowRule> rules = new ArrayList<>();
    for (Family family : families) {
      rules.addAll(transport.rules(name, action(accept), family, remote));
    }
    return rules;
  }

  /** Whether leaving the entry out changes nothing, accepting or denying. */
  private boolean needsNoRule(Ace ace, Limits limits, boolean accept) {
    if (!limits.notForwarded().isEmpty()) {
      String what = String.join(", ", limits.notForwarded());
      findings.note(MudErrors.NOT_FORWARDED, ace.place(), ace.name() + ": " + what);
      return true;
    }
    if (!limits.contradictions().isEmpty()) {
      String why = ace.name() + ": " + String.join(", ", limits.contradictions());
      if (accept) {
        findings.warning(MudErrors.MATCHES_NOTHING, ace.place(), why);
      } else {
        findings.note(MudErrors.MATCHES_NOTHING, ace.place(), why);
      }
      return true;
    }
    return false;
  }

  private static FlowRule.Action action(boolean accept) {
    return accept ? FlowRule.Action.ACCEPT : FlowRule.Action.DENY;
  }

  private void note(Ace ace, Remote remote) {
    if (remote instanceof Remote.Any) {
      findings.warning(MudErrors.OVER_WIDE, ace.place(), ace.name());
    }
    if (!ace.matches().tlsProfiles().isEmpty()) {
      findings.warning(MudErrors.TLS_NOT_ENFORCED, ace.place(), ace.name());
    }
    remote.parts().forEach(part -> noteGroup(ace, part));
  }

  private void noteGroup(Ace ace, Remote remote) {
    if (remote instanceof Remote.Controller controller) {
      waits(ace, controller.uri());
    }
  }

  private void waits(Ace ace, String hosts) {
    findings.note(MudErrors.WAITS_FOR_MAPPING, ace.place(), ace.name() + ": " + hosts);
  }
}
