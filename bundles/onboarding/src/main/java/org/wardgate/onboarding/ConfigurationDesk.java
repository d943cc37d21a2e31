package org.wardgate.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationNotTaken;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationTaken;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.DeliverConfiguration;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.onboarding.ConfigurationOffers.Offer;

/**
 * Brings devices the configuration their MUD files declare: each device fetches its own, and it is
 * sent over the session a device has or opens. Nothing is kept longer than its deadline.
 * Thread-safe.
 */
@Component(
    name = "org.wardgate.onboarding.configuration",
    immediate = true,
    service = {ResourceHandler.class, OnboardingPort.class, SessionListener.class})
public final class ConfigurationDesk implements ResourceHandler, OnboardingPort, SessionListener {
  /** Where a device fetches it, and where it is sent to on the device. */
  static final String PATH = "wg/configuration";

  /** Largest configuration, in bytes. */
  static final int CONTENT_MAX_BYTES = DeviceChannel.PAYLOAD_MAX_BYTES;

  /** Longest time a configuration is on offer. */
  static final Duration OFFERED_MAX = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationDesk.class);

  private final ConfigurationOffers offers = new ConfigurationOffers();
  private final ConfigurationPost post;
  private final Clock clock;
  private final Function<Duration, Executor> delayed;

  /** Optional, because whoever decides needs this port first. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable EventSink events;

  /** Sends over live sessions. */
  @Activate
  public ConfigurationDesk(@Reference LiveSessions sessions) {
    this(
        sessions,
        Clock.systemUTC(),
        delay -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS),
        null);
  }

  ConfigurationDesk(
      LiveSessions sessions,
      Clock clock,
      Function<Duration, Executor> delayed,
      @Nullable EventSink events) {
    this.post = new ConfigurationPost(sessions, clock);
    this.clock = clock;
    this.delayed = delayed;
    this.events = events;
  }

  /** Takes everything off offer. */
  @Deactivate
  public void deactivate() {
    offers.clear();
  }

  @Override
  public boolean takes(OnboardingIntent intent) {
    return intent instanceof DeliverConfiguration;
  }

  @Override
  public void execute(OnboardingIntent intent) {
    if (!(intent instanceof DeliverConfiguration delivery)) {
      throw new IllegalArgumentException("not a configuration: " + intent.getClass());
    }
    Offer offer =
        new Offer(
            delivery.correlationId(),
            delivery.deadline(),
            delivery.device(),
            MediaTypes.contentFormat(delivery.mediaType()),
            delivery.content());
    if (offer.content().length() > CONTENT_MAX_BYTES) {
      notTaken(offer, "more than " + CONTENT_MAX_BYTES + " bytes");
    } else if (!offers.put(offer)) {
      notTaken(offer, "too many devices have not taken theirs");
    } else {
      DeviceId device = offer.device();
      CorrelationId id = offer.correlationId();
      // not the offer itself: one that was replaced shall not be kept by its timer
      delayed.apply(remaining(offer.deadline())).execute(() -> expire(device, id));
      send(offer);
    }
  }

  /** Never longer than the limit: the clock may be wrong. */
  private Duration remaining(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(OFFERED_MAX) < 0 ? left : OFFERED_MAX;
  }

  private void expire(DeviceId device, CorrelationId id) {
    offers
        .remove(device, id)
        .filter(offer -> !offer.settled().get())
        .ifPresent(offer -> notTaken(offer, "neither fetched nor accepted in time"));
  }

  private void send(Offer offer) {
    if (offer.settled().get() || !offer.posting().compareAndSet(false, true)) {
      return;
    }
    post.send(offer)
        .whenComplete(
            (accepted, error) -> {
              offer.posting().set(false);
              if (error != null) {
                LOG.debug("{} was sent its configuration: {}", offer.device(), error.toString());
              } else if (accepted) {
                taken(offer);
              }
            });
  }

  private void taken(Offer offer) {
    report(
        offer,
        new ConfigurationTaken(offer.correlationId(), offer.device(), offer.content().sha256()));
  }

  private void notTaken(Offer offer, String detail) {
    Problem problem = Problem.of(OnboardingErrors.CONFIGURATION_NOT_TAKEN, detail);
    report(offer, new ConfigurationNotTaken(offer.correlationId(), offer.device(), problem));
  }

  /** Once for each offer; what could not be recorded may be tried again. */
  private void report(Offer offer, OnboardingEvent event) {
    EventSink sink = events;
    if (sink == null) {
      LOG.warn("Nobody hears about the configuration of {}", offer.device());
    } else if (offer.settled().compareAndSet(false, true)) {
      sink.submit(event)
          .exceptionally(
              error -> {
                LOG.warn(
                    "{}'s configuration is not recorded: {}", offer.device(), error.toString());
                offer.settled().set(false);
                return null;
              });
    }
  }

  @Override
  public void established(Peer peer) {
    offers.of(peer.identity().device()).ifPresent(this::send);
  }

  @Override
  public void closed(Peer peer) {
    LOG.trace("Session {} of {} is gone", peer.session(), peer.identity().device());
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.GET);
  }

  @Override
  public int payloadMaxBytes() {
    return 0;
  }

  @Override
  public Map<String, String> linkAttributes() {
    return Map.of("rt", "wg.configuration");
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    Optional<Offer> offer = offers.of(request.peer().identity().device());
    if (offer.isEmpty()) {
      return Answers.now(ResponseCode.NOT_FOUND);
    }
    int format = offer.get().contentFormat();
    if (request.accept().orElse(format) != format) {
      return Answers.now(ResponseCode.NOT_ACCEPTABLE);
    }
    return Answers.now(Response.content(format, offer.get().content()));
  }

  /** The device has fetched all of it; what another took the place of meanwhile does not count. */
  @Override
  public void delivered(BoundedRequest request, Response response) {
    offers
        .of(request.peer().identity().device())
        .filter(offer -> offer.content().equals(response.payload()))
        .ifPresent(this::taken);
  }
}
