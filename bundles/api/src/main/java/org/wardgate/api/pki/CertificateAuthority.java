package org.wardgate.api.pki;

import java.util.concurrent.CompletionStage;

/** The ward CA. Thread-safe. */
public interface CertificateAuthority {
  /** Carries out an intent; always completes normally, with what came of it. */
  CompletionStage<PkiEvent> execute(PkiIntent intent);
}
