package org.wardgate.api.attestation;

import java.util.concurrent.CompletionStage;

/** Challenges devices and appraises what they answer. Thread-safe. */
public interface Challenger {
  /** Carries out an intent; always completes normally, with what came of it. */
  CompletionStage<AttestationEvent> execute(AttestationIntent intent);
}
