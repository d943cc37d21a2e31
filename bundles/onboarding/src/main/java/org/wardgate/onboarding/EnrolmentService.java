package org.wardgate.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.GrantEnrolment;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.onboarding.PendingEnrolments.Joined;
import org.wardgate.onboarding.PendingEnrolments.Pending;

/**
 * EST {@code /sen}: takes certification requests to the decision and its answers back (RFC 9148
 * §4.2, RFC 7030 §4.2). Thread-safe.
 */
@Component(
    name = EnrolmentService.PID,
    configurationPid = EnrolmentService.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = {ResourceHandler.class, OnboardingPort.class})
@Designate(ocd = OnboardingConfig.class)
public final class EnrolmentService implements ResourceHandler, OnboardingPort {
  /** Name of the component and of its configuration. */
  public static final String PID = "org.wardgate.onboarding";

  /** Where it is. */
  static final String PATH = ".well-known/est/sen";

  /** Largest certification request. */
  static final int CSR_MAX_BYTES = 8192;

  /** Longest wait for a decision. */
  static final int WAIT_MAX_SECONDS = 8;

  private static final long RETRY_SECONDS = 1;
  private static final long OVERLOAD_RETRY_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(EnrolmentService.class);

  private final PendingEnrolments pending;
  private volatile Duration wait;

  /** Optional, because whoever decides needs this desk first. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable EventSink events;

  /** Waits for decisions as long as the configuration says. */
  @Activate
  public EnrolmentService(OnboardingConfig config) {
    this(wait(config), Clock.systemUTC(), null);
  }

  EnrolmentService(Duration wait, Clock clock, @Nullable EventSink events) {
    this.wait = wait;
    this.pending = new PendingEnrolments(clock);
    this.events = events;
  }

  private static Duration wait(OnboardingConfig config) {
    return Duration.ofSeconds(
        Math.max(0, Math.min(WAIT_MAX_SECONDS, config.decisionWaitSeconds())));
  }

  /** Takes another configuration for the requests to come. */
  @Modified
  public void modified(OnboardingConfig config) {
    wait = wait(config);
  }

  /** Tells everybody who waits to ask again. */
  @Deactivate
  public void deactivate() {
    pending.clear();
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.POST);
  }

  @Override
  public int payloadMaxBytes() {
    return CSR_MAX_BYTES;
  }

  @Override
  public Map<String, String> linkAttributes() {
    // RFC 9148 §4.1
    return Map.of("rt", "ace.est.sen", "ct", "281 287");
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    Optional<CertificateFormat> format = CertificateFormat.of(request.accept(), 1);
    if (!request.contentFormat().equals(OptionalInt.of(ContentFormat.PKCS10))) {
      return now(Response.empty(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
    }
    if (format.isEmpty()) {
      return now(Response.empty(ResponseCode.NOT_ACCEPTABLE));
    }
    try {
      return enrol(request, CsrReader.provenKey(request.payload()), format.get());
    } catch (RefusedException e) {
      return now(Response.refused(ResponseCode.BAD_REQUEST, e.problem()));
    }
  }

  private CompletionStage<Response> enrol(
      BoundedRequest request, Bytes spki, CertificateFormat format) {
    EventSink sink = events;
    Optional<Joined> joined =
        sink == null
            ? Optional.empty()
            : pending.join(request.peer().identity().device(), spki, request.correlationId());
    if (sink == null || joined.isEmpty()) {
      return now(Response.later(OVERLOAD_RETRY_SECONDS));
    }
    Pending mine = joined.get().pending();
    CompletableFuture<OnboardingIntent> decision = mine.decision().copy();
    if (joined.get().fresh()) {
      ask(sink, mine);
    }
    return decision
        .orTimeout(wait.toMillis(), TimeUnit.MILLISECONDS)
        .handle((intent, error) -> answer(mine, intent, error, format));
  }

  private void ask(EventSink sink, Pending mine) {
    sink.submit(new EnrolmentRequested(mine.correlationId(), mine.device(), mine.spki()))
        .exceptionally(
            error -> {
              LOG.warn("{} cannot enrol now: {}", mine.device(), error.toString());
              mine.decision().completeExceptionally(error);
              pending.forget(mine);
              return null;
            });
  }

  private Response answer(
      Pending mine,
      @Nullable OnboardingIntent intent,
      @Nullable Throwable error,
      CertificateFormat format) {
    if (intent != null) {
      pending.delivered(mine);
      return EnrolmentAnswer.of(intent, mine.spki(), format);
    }
    // RFC 9148 §4.7: not decided, or another request took this one's place
    boolean overloaded =
        mine.decision().isCompletedExceptionally() && !mine.decision().isCancelled();
    if (overloaded) {
      LOG.debug("{} has to come again: {}", mine.device(), String.valueOf(error));
    }
    return Response.later(overloaded ? OVERLOAD_RETRY_SECONDS : RETRY_SECONDS);
  }

  @Override
  public boolean takes(OnboardingIntent intent) {
    return intent instanceof GrantEnrolment || intent instanceof RefuseEnrolment;
  }

  @Override
  public void execute(OnboardingIntent intent) {
    if (!pending.decide(intent)) {
      LOG.debug("Nobody waits for the decision about {}", intent.device());
    }
  }

  private static CompletionStage<Response> now(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
