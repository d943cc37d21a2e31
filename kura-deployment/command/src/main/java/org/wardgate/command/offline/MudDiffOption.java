package org.wardgate.command.offline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Terminal;
import org.wardgate.mud.check.MudChecker;
import org.wardgate.mud.check.MudReport;
import org.wardgate.mud.diff.MudDiff;
import org.wardgate.mud.report.Finding;

/** The option that names an older version of a MUD file. */
final class MudDiffOption {

  static final String NAME = "--diff";

  private MudDiffOption() {}

  /**
   * What the file of a report changes; empty without the option, or if the file is refused.
   *
   * @throws RefusedException if the older version is refused: there is nothing to compare with
   */
  static Optional<MudDiff> read(Arguments arguments, MudReport report, Instant at)
      throws RefusedException {
    Optional<String> name = arguments.option(NAME);
    if (name.isEmpty() || report.compiled().isEmpty()) {
      return Optional.empty();
    }
    MudReport older = MudChecker.check(InputFile.read(name.get()), Optional.empty(), List.of(), at);
    Optional<Finding> error = older.firstError();
    if (error.isPresent()) {
      String detail = name.get() + ": " + error.get().problem().detail();
      throw new RefusedException(error.get().errorCode(), detail);
    }
    CompiledMudFile before = older.compiled().orElseThrow();
    return Optional.of(MudDiff.between(before, report.compiled().get()));
  }

  static void print(MudDiff diff, Terminal terminal) {
    MudFileText.lines(diff).forEach(line -> terminal.line("  change     " + line));
  }
}
