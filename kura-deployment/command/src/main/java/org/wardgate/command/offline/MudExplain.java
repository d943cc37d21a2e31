package org.wardgate.command.offline;

import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowText;
import org.wardgate.api.policy.PolicyErrors;
import org.wardgate.api.policy.PolicyExplainer;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.mud.check.MudChecker;
import org.wardgate.mud.check.MudReport;
import org.wardgate.mud.explain.KnownFarEnds;
import org.wardgate.mud.file.AddressLiteral;
import org.wardgate.mud.file.Cidr;
import org.wardgate.mud.file.CidrText;

/**
 * Explains which entry of a MUD file decides about a packet.
 *
 * @param clock tells the time of the check
 */
public record MudExplain(Clock clock) implements Verb {

  private static final String PACKET = "--packet";
  private static final String RESOLVE = "--resolve";
  private static final String LOCAL = "--local-network";
  private static final String MEMBER = "--member";
  private static final String BOOTSTRAPPING = "--bootstrapping";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "mud explain FILE --packet DIRECTION,PROTOCOL,REMOTE[,OWN][,BEGUN]"
            + " [--resolve NAME=ADDRESS,…] [--local-network CIDR,…] [--member CLASS=ADDRESS,…]"
            + " [--bootstrapping]",
        Set.of(PACKET, RESOLVE, LOCAL, MEMBER),
        Set.of(BOOTSTRAPPING),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    Flow flow = FlowText.parse(arguments.required(PACKET));
    KnownFarEnds farEnds = new KnownFarEnds(localNetworks(arguments), members(arguments));
    MudReport report =
        MudChecker.check(
            InputFile.read(arguments.operands().get(0)),
            Optional.empty(),
            List.of(),
            clock.instant());
    if (report.compiled().isEmpty()) {
      terminal.object(MudCheck.members(report));
      MudCheck.print(report, terminal);
      return Exit.REFUSED;
    }
    Optional<PolicySet> policy = policy(report.compiled().get(), arguments.has(BOOTSTRAPPING));
    Explanation explanation =
        policy
            .map(p -> PolicyExplainer.explain(p, flow, farEnds))
            .orElseGet(() -> nothingIsAllowed(report));
    return answer(explanation, farEnds.unknown(), terminal);
  }

  private static int answer(Explanation explanation, List<String> unknown, Terminal terminal) {
    Problem denied = Problem.of(PolicyErrors.DENIED, explanation.words());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("accepted", explanation.accepted());
    answer.put("origin", explanation.origin());
    answer.put("rule", explanation.rule().map(FlowRule::name));
    answer.put("words", explanation.words());
    answer.put("unknownFarEnds", unknown);
    if (!explanation.accepted()) {
      answer.putAll(Terminal.members(denied));
    }
    terminal.object(answer);
    terminal.line(explanation.words());
    unknown.forEach(
        name ->
            terminal.line(
                "  nobody is known to be "
                    + Problem.clean(name)
                    + ": say so with "
                    + "--resolve, --local-network or --member"));
    if (!explanation.accepted() && !terminal.json()) {
      terminal.refuse(denied);
    }
    return explanation.accepted() ? Exit.ACCEPTED : Exit.REFUSED;
  }

  private static Optional<PolicySet> policy(CompiledMudFile file, boolean bootstrapping) {
    return bootstrapping ? file.bootstrapping() : Optional.of(file.policy());
  }

  private static Explanation nothingIsAllowed(MudReport report) {
    String origin = report.file().map(file -> file.mudUrl().text()).orElse("");
    return new Explanation(
        false, Optional.empty(), origin, "denied: the file has no bootstrapping profile");
  }

  private static List<Cidr> localNetworks(Arguments arguments) throws UsageException {
    List<Cidr> networks = new ArrayList<>();
    for (String cidr : values(arguments, LOCAL)) {
      try {
        networks.add(CidrText.read(cidr));
      } catch (IllegalArgumentException e) {
        throw new UsageException(LOCAL + " must list address ranges: " + cidr);
      }
    }
    return networks;
  }

  private static Map<String, Set<InetAddress>> members(Arguments arguments) throws UsageException {
    Map<String, Set<InetAddress>> members = new HashMap<>();
    for (String option : List.of(RESOLVE, MEMBER)) {
      for (String value : values(arguments, option)) {
        int equals = value.lastIndexOf('=');
        String name = equals < 1 ? "" : value.substring(0, equals);
        Optional<InetAddress> address = AddressLiteral.parse(value.substring(equals + 1));
        if (name.isEmpty() || address.isEmpty()) {
          throw new UsageException(option + " must list NAME=ADDRESS: " + value);
        }
        String key = option.equals(RESOLVE) ? name.toLowerCase(Locale.ROOT) : name;
        members.computeIfAbsent(key, k -> new HashSet<>()).add(address.get());
      }
    }
    return members;
  }

  private static List<String> values(Arguments arguments, String option) {
    return arguments.option(option).map(list -> List.of(list.split(",", -1))).orElse(List.of());
  }
}
