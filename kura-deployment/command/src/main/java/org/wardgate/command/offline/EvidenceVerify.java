package org.wardgate.command.offline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.offline.EvidenceVerdict;
import org.wardgate.attestation.offline.EvidenceVerification;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonFile;
import org.wardgate.references.offline.JsonFormReader;
import org.wardgate.references.offline.ReferenceFile;

/**
 * Verifies attestation evidence and says what it is worth, as an EAR.
 *
 * @param clock tells the time of the result
 */
public record EvidenceVerify(Clock clock) implements Verb {

  private static final String TOKEN = "--token";
  private static final String KEY = "--key";
  private static final String NONCE = "--nonce";
  private static final String REFERENCE = "--reference";
  private static final String FORMAT = "--format";
  private static final String SIGN_KEY = "--sign-key";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "evidence verify --token FILE --key FILE [--nonce HEX] [--reference FILE]"
            + " [--format json|cwt|jwt --sign-key FILE]",
        Set.of(TOKEN, KEY, NONCE, REFERENCE, FORMAT, SIGN_KEY),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    Optional<ResultFormat> signed =
        ResultFormat.of(arguments.option(FORMAT), arguments.option(SIGN_KEY));
    EvidenceVerdict verdict =
        EvidenceVerification.verify(
            new EvidenceVerification.Request(
                Path.of(arguments.required(TOKEN)),
                Path.of(arguments.required(KEY)),
                arguments.option(NONCE),
                references(arguments.option(REFERENCE))),
            clock.instant());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("accepted", verdict.accepted());
    answer.put("status", verdict.status().name().toLowerCase(Locale.ROOT));
    verdict.problem().ifPresent(problem -> answer.putAll(Terminal.members(problem)));
    answer.put("ear", JsonFile.parse(verdict.ear().getBytes(StandardCharsets.UTF_8)));
    Optional<String> result = signed.map(format -> format.write(verdict.result()));
    result.ifPresent(text -> answer.put("result", text));
    terminal.object(answer);
    if (!terminal.json()) {
      print(verdict, result.orElseGet(verdict::ear), terminal);
    }
    return verdict.accepted() ? Exit.ACCEPTED : Exit.REFUSED;
  }

  private static Optional<EvidenceVerification.Given> references(Optional<String> name)
      throws RefusedException {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    ReferenceFile file =
        ReferenceFile.read(CaseSource.file(name.get(), JsonFormReader.FILE_MAX_BYTES));
    return Optional.of(
        new EvidenceVerification.Given(file.references(), file.set().attesters().count() > 0));
  }

  private static void print(EvidenceVerdict verdict, String result, Terminal terminal) {
    terminal.line(
        (verdict.accepted() ? "ACCEPTED" : "REFUSED")
            + ", status "
            + verdict.status().name().toLowerCase(Locale.ROOT));
    new TreeMap<>(verdict.vector())
        .forEach((claim, value) -> terminal.line("  " + claim + "  " + value));
    terminal.line(result);
    verdict.problem().ifPresent(terminal::refuse);
  }
}
