package org.wardgate.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.onboarding.ConfigurationOffers.Offer;

/** Sends a device its configuration over the session it has. Stateless. */
record ConfigurationPost(LiveSessions sessions, Clock clock) {
  /** How long a device may take to get all blocks and answer. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private static final int ANSWER_MAX_BYTES = 256;

  /**
   * Sends it.
   *
   * @return whether the device accepted it; fails if it did not answer
   */
  CompletionStage<Boolean> send(Offer offer) {
    return sessions
        .channel(offer.device())
        .map(channel -> post(channel, offer))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  private CompletionStage<Boolean> post(DeviceChannel channel, Offer offer) {
    Instant patience = clock.instant().plus(ANSWER_MAX);
    return channel
        .post(
            ConfigurationDesk.PATH,
            offer.contentFormat(),
            ContentFormat.TEXT_PLAIN,
            offer.content(),
            ANSWER_MAX_BYTES,
            patience.isBefore(offer.deadline()) ? patience : offer.deadline())
        .thenApply(response -> response.code().success());
  }
}
