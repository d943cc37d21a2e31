package org.wardgate.command.offline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.cases.CaseReplay;
import org.wardgate.attestation.cases.KeptCase;
import org.wardgate.attestation.profile.ProfileReader;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.command.gateway.Home;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.references.offline.JsonFormReader;
import org.wardgate.references.offline.ReferenceFile;

/**
 * Appraises a failed appraisal again, without a gateway: as it was, or with another profile or
 * other reference values, whose signatures the caller vouches for.
 *
 * @param home where instances lie
 */
public record ReplayCase(Home home) implements Verb {
  private static final String PROFILE = "--profile";
  private static final String REFERENCES = "--references";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "case replay ID|FILE [--profile FILE] [--references FILE] [--instance DIR]",
        Set.of(PROFILE, REFERENCES, Home.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    KeptCase kept = CaseSource.read(arguments.operands().get(0), home, arguments);
    CaseReplay.Replay replay =
        new CaseReplay(Schemes.all()).replay(kept, profile(arguments), references(arguments));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", kept.id());
    answer.put("at", kept.at().toString());
    answer.put("device", kept.evidence().device().value());
    answer.put("then", members(replay.then()));
    answer.put("now", members(replay.now()));
    answer.put("differences", replay.differences());
    answer.put("note", replay.note());
    terminal.object(answer);
    print(kept, replay, terminal);
    return replay.now().status() == Tier.AFFIRMING ? Exit.ACCEPTED : Exit.REFUSED;
  }

  private static Optional<ProtectionProfile> profile(Arguments arguments) throws RefusedException {
    Optional<String> name = arguments.option(PROFILE);
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ProfileReader.read(CaseSource.file(name.get(), ProfileReader.FILE_MAX_BYTES)));
  }

  private static Optional<References> references(Arguments arguments) throws RefusedException {
    Optional<String> name = arguments.option(REFERENCES);
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ReferenceFile.read(CaseSource.file(name.get(), JsonFormReader.FILE_MAX_BYTES))
                .references());
  }

  private static Map<String, Object> members(KeptCase.Result result) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("status", result.status().name().toLowerCase(Locale.ROOT));
    members.put("policy", result.policy());
    members.put("referenceVersion", result.referenceSource());
    members.put("vector", new TreeMap<>(result.vector()));
    members.put("controls", new TreeMap<>(result.controls()));
    result.problem().ifPresent(problem -> members.putAll(Terminal.members(problem)));
    members.put(
        "reasons",
        result.reasons().stream()
            .map(
                one ->
                    Map.of(
                        "claim", one.claim(),
                        "value", one.value(),
                        "rule", one.rule(),
                        "detail", one.detail()))
            .toList());
    return members;
  }

  private static void print(KeptCase kept, CaseReplay.Replay replay, Terminal terminal) {
    terminal.line("case " + Problem.clean(kept.id()) + " of " + kept.evidence().device());
    terminal.line("  at         " + kept.at() + ", by " + Problem.clean(kept.software()));
    print("then", replay.then(), terminal);
    print("now", replay.now(), terminal);
    List<String> differences = replay.differences();
    differences.forEach(line -> terminal.line("  differs    " + Problem.clean(line)));
    if (differences.isEmpty()) {
      terminal.line("  it comes out the same");
    }
    if (!replay.note().isEmpty()) {
      terminal.line("  note       " + replay.note());
    }
    kept.history().forEach(line -> terminal.line("  before     " + line));
  }

  private static void print(String when, KeptCase.Result result, Terminal terminal) {
    terminal.line(
        String.format(
            "  %-10s %s, profile %s, references %s",
            when,
            result.status().name().toLowerCase(Locale.ROOT),
            shown(result.policy()),
            shown(result.referenceSource())));
    result
        .reasons()
        .forEach(
            one ->
                terminal.line(
                    "    "
                        + Problem.clean(
                            one.claim()
                                + " "
                                + one.value()
                                + " by rule "
                                + one.rule()
                                + ": "
                                + one.detail())));
    result.problem().ifPresent(problem -> terminal.line("    " + Problem.clean(problem.line())));
  }

  private static String shown(String text) {
    return text.isEmpty() ? "none" : Problem.clean(text);
  }
}
