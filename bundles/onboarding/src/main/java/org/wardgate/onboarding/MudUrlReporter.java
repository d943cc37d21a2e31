package org.wardgate.onboarding;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.onboarding.OnboardingEvent.MudUrlOffered;

/** Reports what devices offer as their MUD URLs, each once in a while. Thread-safe. */
final class MudUrlReporter {
  /** What became of an offer. */
  enum Outcome {
    /** It is known, or was known already. */
    HEARD,
    /** The device changes its mind too often. */
    TOO_OFTEN,
    /** It could not be recorded. */
    FAILED
  }

  private static final Logger LOG = LoggerFactory.getLogger(MudUrlReporter.class);

  private final EventSink events;
  private final MudUrlOffers offers;
  private final Correlations correlations = new Correlations();

  MudUrlReporter(EventSink events, LongSupplier nanoTime) {
    this.events = events;
    this.offers = new MudUrlOffers(nanoTime);
  }

  CompletionStage<Outcome> offer(DeviceId device, String url) {
    return switch (offers.hear(device, url)) {
      case KNOWN -> CompletableFuture.completedFuture(Outcome.HEARD);
      case TOO_OFTEN -> CompletableFuture.completedFuture(Outcome.TOO_OFTEN);
      case NEWS ->
          events
              .submit(new MudUrlOffered(correlations.next(), device, url))
              .handle(
                  (done, error) -> {
                    if (error == null) {
                      return Outcome.HEARD;
                    }
                    LOG.warn("the MUD URL of {} was not recorded: {}", device, error.toString());
                    offers.forget(device);
                    return Outcome.FAILED;
                  });
    };
  }
}
