package org.wardgate.decision.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.state.Moment;

/**
 * An event waiting to be decided.
 *
 * @param event what happened
 * @param at when it was handed in
 * @param durable completed when its consequences are durable; with the refusal of a command
 */
record Submission(Event event, Moment at, CompletableFuture<Optional<Problem>> durable) {}
