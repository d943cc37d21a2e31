package org.wardgate.command.offline;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.mud.check.MudChecker;
import org.wardgate.mud.check.MudReport;
import org.wardgate.mud.check.Verdict;
import org.wardgate.mud.diff.MudDiff;
import org.wardgate.mud.report.Finding;

/**
 * Checks a MUD file (RFC 8520): whether it can be used, and why not.
 *
 * @param clock tells the time at which a signer must be valid, unless {@code --at} does
 */
public record MudCheck(Clock clock) implements Verb {

  private static final String SIGNATURE = "--signature";
  private static final String TRUST = "--trust";
  private static final String AT = "--at";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "mud check FILE [--signature FILE --trust PEM] [--at TIME] [--diff OLDER-FILE]",
        Set.of(SIGNATURE, TRUST, AT, MudDiffOption.NAME),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    if (arguments.option(SIGNATURE).isPresent() != arguments.option(TRUST).isPresent()) {
      throw new UsageException(SIGNATURE + " and " + TRUST + " go together");
    }
    Instant at = at(arguments);
    Bytes content = InputFile.read(arguments.operands().get(0));
    Optional<Bytes> signature = Optional.empty();
    List<X509Certificate> anchors = List.of();
    if (arguments.option(SIGNATURE).isPresent()) {
      signature = Optional.of(InputFile.read(arguments.required(SIGNATURE)));
      anchors = InputFile.certificates(arguments.required(TRUST));
    }
    MudReport report = MudChecker.check(content, signature, anchors, at);
    Optional<MudDiff> diff = MudDiffOption.read(arguments, report, at);
    Map<String, Object> answer = members(report);
    diff.ifPresent(d -> answer.put("diff", MudFileText.members(d)));
    terminal.object(answer);
    print(report, terminal);
    diff.ifPresent(d -> MudDiffOption.print(d, terminal));
    return report.verdict() == Verdict.VALID ? Exit.ACCEPTED : Exit.REFUSED;
  }

  private Instant at(Arguments arguments) throws UsageException {
    try {
      return arguments.option(AT).map(Instant::parse).orElseGet(clock::instant);
    } catch (DateTimeException e) {
      throw new UsageException(AT + " must be like 2026-11-01T00:00:00Z");
    }
  }

  static Map<String, Object> members(MudReport report) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("verdict", report.verdict());
    members.put("signature", report.signature());
    members.put("signer", report.signer());
    members.put("mudUrl", report.file().map(file -> file.mudUrl().text()));
    report.firstError().ifPresent(error -> members.putAll(Terminal.members(error.problem())));
    members.put("findings", report.findings().stream().map(MudCheck::members).toList());
    members.put("findingsDropped", report.findingsDroppedCount());
    members.put("profile", report.policy().map(policy -> policy.id().value()));
    members.put("rules", report.words());
    members.put("bootstrapping", report.bootstrappingWords());
    members.put("facts", report.compiled().map(file -> MudFileText.members(file.facts())));
    return members;
  }

  private static Map<String, Object> members(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("severity", finding.severity());
    members.put("where", finding.where());
    members.putAll(Terminal.members(finding.problem()));
    return members;
  }

  static void print(MudReport report, Terminal terminal) {
    if (terminal.json()) {
      return;
    }
    terminal.line(report.verdict() + ", " + signature(report));
    report.file().ifPresent(file -> terminal.line("  MUD URL    " + file.mudUrl().text()));
    report.policy().ifPresent(policy -> terminal.line("  profile    " + policy.id()));
    report
        .compiled()
        .ifPresent(
            file ->
                MudFileText.lines(file.facts())
                    .forEach(fact -> terminal.line("  fact       " + fact)));
    report.words().forEach(words -> terminal.line("  rule       " + words));
    report.bootstrappingWords().forEach(words -> terminal.line("  at first   " + words));
    report.findings().forEach(finding -> terminal.line("  finding    " + finding.line()));
    if (report.findingsDroppedCount() > 0) {
      terminal.line("  and " + report.findingsDroppedCount() + " findings more");
    }
    report.firstError().ifPresent(error -> terminal.refuse(error.problem()));
  }

  private static String signature(MudReport report) {
    return switch (report.signature()) {
      case UNSIGNED -> "unsigned";
      case SIGNED -> "signed by " + report.signer().orElse("");
      case BADLY_SIGNED -> "badly signed";
    };
  }
}
