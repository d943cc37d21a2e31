package org.wardgate.command.line;

import java.io.IOException;
import java.util.List;
import org.wardgate.api.error.RefusedException;

/** One command. */
public interface Verb {

  /** What it takes. */
  Syntax syntax();

  /**
   * Does it.
   *
   * @return the exit status
   * @throws UsageException if the arguments are wrong in a way the syntax cannot say
   * @throws RefusedException if it is refused
   * @throws IOException if something could not be read or reached
   */
  int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException;

  /**
   * Does it from unsorted words. A command that reads its arguments itself overrides this.
   *
   * @throws UsageException as {@link #run(Arguments, Terminal)}
   * @throws RefusedException as {@link #run(Arguments, Terminal)}
   * @throws IOException as {@link #run(Arguments, Terminal)}
   */
  default int run(List<String> words, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    return run(Arguments.parse(words, syntax()), terminal);
  }
}
