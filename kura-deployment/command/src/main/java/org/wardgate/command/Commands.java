package org.wardgate.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/** Finds the command a line asks for, runs it, and turns what comes of it into an exit status. */
final class Commands {

  private final Map<String, Verb> verbs;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean debug;

  /**
   * @param verbs by name, of one or two words, in the order people shall see them
   * @param debug whether a defect shows its stack trace
   */
  Commands(Map<String, Verb> verbs, PrintStream out, PrintStream err, boolean debug) {
    this.verbs = verbs;
    this.out = out;
    this.err = err;
    this.debug = debug;
  }

  int run(List<String> words) {
    if (words.isEmpty() || words.get(0).equals("help") || words.get(0).equals("--help")) {
      usage(words.isEmpty() ? err : out);
      return words.isEmpty() ? Exit.USAGE : Exit.ACCEPTED;
    }
    for (int length = Math.min(2, words.size()); length > 0; length--) {
      Verb verb = verbs.get(String.join(" ", words.subList(0, length)));
      if (verb != null) {
        return run(verb, words.subList(length, words.size()));
      }
    }
    err.println("wardgate: unknown command " + Problem.clean(words.get(0)));
    usage(err);
    return Exit.USAGE;
  }

  private int run(Verb verb, List<String> words) {
    Terminal terminal = new Terminal(out, err, words.contains(Syntax.JSON));
    try {
      return verb.run(words, terminal);
    } catch (UsageException e) {
      err.println("wardgate: " + Problem.clean(String.valueOf(e.getMessage())));
      err.println("usage: wardgate " + verb.syntax().usage());
      return Exit.USAGE;
    } catch (RefusedException e) {
      terminal.refuse(e.problem());
      return Exit.REFUSED;
    } catch (IOException | UncheckedIOException e) {
      terminal.refuse(Problem.of(LauncherErrors.UNREADABLE_FILE, String.valueOf(e.getMessage())));
      return Exit.REFUSED;
    } catch (RuntimeException | Error e) {
      return defect(e);
    }
  }

  private int defect(Throwable e) {
    err.println("wardgate: internal error: " + Problem.clean(e.toString()));
    if (debug) {
      e.printStackTrace(err);
    } else {
      err.println("  Set WARDGATE_DEBUG=1 to see where, and report it");
    }
    return Exit.INTERNAL;
  }

  private void usage(PrintStream to) {
    to.println("usage: wardgate COMMAND …   (every command takes --json)");
    verbs.values().forEach(verb -> to.println("  wardgate " + verb.syntax().usage()));
  }
}
