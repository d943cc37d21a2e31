package org.wardgate.pki;

import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;

/** Turns what went wrong on another thread into a problem. Stateless. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The refusal's problem, or WG-PKI-0001 for what nobody expected, which is logged. */
  static Problem problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException refused) {
      return refused.problem();
    }
    LOG.error("{}", PkiErrors.ISSUE_FAILED.code(), cause);
    return Problem.of(PkiErrors.ISSUE_FAILED, cause.getClass().getSimpleName());
  }
}
