package org.wardgate.command.offline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.enforcement.nft.AddressRange;
import org.wardgate.enforcement.nft.NftText;
import org.wardgate.mud.check.MudChecker;
import org.wardgate.mud.check.MudReport;
import org.wardgate.mud.diff.MudDiff;

/**
 * Shows the nftables rules a MUD file becomes.
 *
 * @param clock tells the time of the check
 */
public record MudCompile(Clock clock) implements Verb {

  private static final String LOCAL = "--local";
  private static final String INTERFACE = "--table";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "mud compile FILE [--local CIDR,CIDR…] [--table INTERFACE] [--diff OLDER-FILE]",
        Set.of(LOCAL, INTERFACE, MudDiffOption.NAME),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    NftText compiler = new NftText(localNetworks(arguments));
    MudReport report =
        MudChecker.check(
            InputFile.read(arguments.operands().get(0)),
            Optional.empty(),
            List.of(),
            clock.instant());
    if (report.policy().isEmpty()) {
      terminal.object(MudCheck.members(report));
      MudCheck.print(report, terminal);
      return Exit.REFUSED;
    }
    PolicySet policy = report.policy().get();
    Optional<String> ward = arguments.option(INTERFACE);
    String text =
        ward.isPresent() ? compiler.compileTable(policy, ward.get()) : compiler.compile(policy);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("profile", policy.id().value());
    answer.put("mudUrl", policy.origin());
    answer.put("rules", report.words());
    answer.put("bootstrapping", report.bootstrappingWords());
    answer.put("nft", text);
    Optional<MudDiff> diff = MudDiffOption.read(arguments, report, clock.instant());
    diff.ifPresent(d -> answer.put("diff", MudFileText.members(d)));
    terminal.object(answer);
    terminal.line(text.stripTrailing());
    // As comments, so that the whole is still nft text.
    diff.ifPresent(d -> MudFileText.lines(d).forEach(line -> terminal.line("# " + line)));
    return Exit.ACCEPTED;
  }

  private static List<AddressRange> localNetworks(Arguments arguments) throws UsageException {
    List<AddressRange> networks = new ArrayList<>();
    for (String cidr : arguments.option(LOCAL).map(list -> list.split(",")).orElse(new String[0])) {
      networks.add(
          AddressRange.ofCidr(cidr)
              .orElseThrow(
                  () -> new UsageException(LOCAL + " must list address prefixes: " + cidr)));
    }
    return networks;
  }
}
