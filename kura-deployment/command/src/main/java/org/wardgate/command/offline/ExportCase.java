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
  private static final String LEFT_OUT =
      "  left out   evidence, nonce, keys, certificates, other devices, details of texts;"
          + " ids and serial numbers are replaced";
  private static final String LEFT_IN =
      "  still in   time, manufacturer, device class, profile, reference values, measurements,"
          + " facts and counts such as boots and uptime";

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
    terminal.line("  case       " + to);
    if (anonymous) {
      terminal.line(LEFT_OUT);
      terminal.line(LEFT_IN);
    }
    return Exit.ACCEPTED;
  }
}
