package org.wardgate.api.attestation;

import java.util.concurrent.CompletionStage;

/**
 * Keeps one kind of what appraisals depend on, and puts in force what {@code decision} adopts.
 * Thread-safe.
 */
public interface ChangeKeeper {
  /** The kind it keeps. Constant. */
  Change.Kind keeps();

  /**
   * Carries out {@link AttestationIntent.AdoptChange} or {@link AttestationIntent.DropChange} of
   * its kind; always completes normally, with what came of it.
   */
  CompletionStage<AttestationEvent> execute(AttestationIntent.OfChange intent);
}
