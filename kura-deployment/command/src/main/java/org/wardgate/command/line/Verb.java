package org.wardgate.command.line;

import java.io.IOException;
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
}
