package org.wardgate.mud.report;

import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;

/**
 * Something a person should know about a file.
 *
 * @param severity how much it weighs
 * @param errorCode the catalogue entry: code, reason, remedy
 * @param where the place in the file, one line, cleaned; empty for the whole file
 * @param what what of this file led to it, one line, cleaned
 */
public record Finding(Severity severity, ErrorCode errorCode, String where, String what) {
  /** Cleans the texts. */
  public Finding {
    where = Problem.clean(where);
    what = Problem.clean(what);
  }

  /** As a problem that can be journaled. */
  public Problem problem() {
    return Problem.of(errorCode, where.isEmpty() ? what : where + ": " + what);
  }

  /** One line for people. */
  public String line() {
    return severity + " " + problem().line();
  }
}
