package org.wardgate.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.cases.AnonymousCase;
import org.wardgate.attestation.cases.CaseWriter;
import org.wardgate.attestation.cases.KeptCase;
import org.wardgate.command.gateway.Home;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Writes a case of a failed appraisal into a file that can be replayed elsewhere.
 *
 * @param home where instances lie
 */
public record ExportCase(Home home) implements Verb {
  private static final String ANONYMOUS = "--anonymous";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "case export ID|FILE TO-FILE [--anonymous] [--instance DIR]",
        Set.of(Home.OPTION),
        Set.of(ANONYMOUS),
        2,
        2);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    KeptCase kept = CaseSource.read(arguments.operands().get(0), home, arguments);
    boolean anonymous = arguments.has(ANONYMOUS);
    Path to;
    try {
      to = Path.of(arguments.operands().get(1));
    } catch (InvalidPathException e) {
      throw new UsageException("TO-FILE is no path");
    }
    Files.write(to, CaseWriter.write(anonymous ? AnonymousCase.of(kept) : kept).toArray());
    terminal.object(Map.of("id", kept.id(), "file", to.toString(), "anonymous", anonymous));
    terminal.line("  case       " + to + (anonymous ? ", without names of the hospital" : ""));
    return Exit.ACCEPTED;
  }
}
