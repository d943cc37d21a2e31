package org.wardgate.console.resource;

import java.io.IOException;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.json.Answer;

/** Answers one kind of request. Thread-safe. */
@FunctionalInterface
interface Resource {

  /**
   * Answers.
   *
   * @throws RefusedException if it will not
   * @throws IOException if the caller went away
   */
  Answer serve(Call call) throws RefusedException, IOException;
}
