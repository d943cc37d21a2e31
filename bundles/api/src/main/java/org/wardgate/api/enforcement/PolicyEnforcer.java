package org.wardgate.api.enforcement;

import java.util.concurrent.CompletionStage;

/** Enforces policies. Intents are carried out in the order given. Thread-safe. */
public interface PolicyEnforcer {
  /** Carries out an intent; always completes normally, with what came of it. */
  CompletionStage<EnforcementEvent> execute(EnforcementIntent intent);

  /** How it enforces, for people: {@code nftables}, or {@code not enforcing}. */
  String description();
}
