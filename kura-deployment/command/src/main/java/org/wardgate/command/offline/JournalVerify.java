package org.wardgate.command.offline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.journal.OfflineJournal;

/** Walks a journal's hash chain, with or without a gateway running. */
public record JournalVerify() implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("journal verify DIR", Set.of(), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Verification found = new OfflineJournal().verify(JournalFolder.of(arguments.operands().get(0)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("records", found.recordsCount());
    answer.put("erased", found.erasedCount());
    answer.put("checkpoints", found.checkpointsCount());
    answer.put("verified", found.verified());
    answer.put("finding", found.finding());
    terminal.object(answer);
    terminal.line(
        (found.verified() ? "VERIFIED" : "NOT VERIFIED")
            + ": "
            + found.recordsCount()
            + " records, "
            + found.erasedCount()
            + " erased, "
            + found.checkpointsCount()
            + " checkpoints");
    if (!found.verified() && !terminal.json()) {
      terminal.note(found.finding());
      terminal.note("  Keep the file as evidence and restore a backup");
    }
    return found.verified() ? Exit.ACCEPTED : Exit.REFUSED;
  }
}
