package org.wardgate.api.mud;

import java.util.concurrent.CompletionStage;

/** Fetches, verifies and caches MUD files. Thread-safe. */
public interface MudFileManager {
  /** Carries out an intent; always completes normally, with what came of it. */
  CompletionStage<MudEvent> execute(MudIntent intent);
}
