package org.wardgate.api.network;

import java.util.concurrent.CompletionStage;

/** The ward's own network segment. Thread-safe. */
public interface WardNetwork {
  /** Carries out an intent; always completes normally, with what came of it. */
  CompletionStage<NetworkEvent> execute(NetworkIntent intent);
}
