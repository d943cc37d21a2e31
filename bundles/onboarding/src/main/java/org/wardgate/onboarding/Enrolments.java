package org.wardgate.onboarding;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.kura.configuration.ConfigurableComponent;
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
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.GrantEnrolment;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.est.ServerKey;
import org.wardgate.onboarding.PendingEnrolments.Joined;
import org.wardgate.onboarding.PendingEnrolments.Pending;

/**
 * Takes proven requests for certificates to the decision and its answers back to the devices. All
 * EST resources share it: a device has one request at a time. Thread-safe.
 */
@Component(
    name = Enrolments.PID,
    configurationPid = Enrolments.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + Enrolments.PID,
    // the last good configuration is in it
    reference = @Reference(name = "data", service = DataDirectory.class),
    service = {Enrolments.class, OnboardingPort.class, ConfigurableComponent.class})
@Designate(ocd = OnboardingConfig.class)
public final class Enrolments implements OnboardingPort, ConfigurableComponent {
  /** Name of the component and of its configuration. */
  public static final String PID = "org.wardgate.onboarding";

  private static final long RETRY_SECONDS = 1;
  private static final long OVERLOAD_RETRY_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);

  private final PendingEnrolments pending;
  private final KeyOwners owners;
  private final Configured<Settings> configured;

  /** Optional, because whoever decides needs this port first. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable EventSink events;

  /** Waits for decisions as long as the configuration says. */
  @Activate
  public Enrolments(@Reference ConfigurationReports reports, Map<String, Object> properties) {
    this(
        new Configured<>(PID, reports, properties, Settings::of),
        Clock.systemUTC(),
        System::nanoTime,
        null);
  }

  Enrolments(
      Configured<Settings> configured,
      Clock clock,
      LongSupplier nanoTime,
      @Nullable EventSink events) {
    this.configured = configured;
    this.pending = new PendingEnrolments(clock, nanoTime, Enrolments::overdue);
    this.owners = new KeyOwners(nanoTime);
    this.events = events;
  }

  /** Takes another configuration for the requests to come; a bad one changes nothing. */
  @Modified
  public void modified(Map<String, Object> properties) {
    if (configured.change(Settings.of(properties))) {
      LOG.info("Another configuration is in force");
    }
  }

  /** Tells everybody who waits to ask again. */
  @Deactivate
  public void deactivate() {
    pending.clear();
  }

  /** Whether a renewal with the key of the certificate in force is refused. */
  boolean renewalNeedsNewKey() {
    return configured.get().renewalNeedsNewKey();
  }

  /** Asks for a certificate for the key of the request, whose possession is proven. */
  CompletionStage<Response> request(BoundedRequest request, Wish wish, Delivery delivery) {
    DeviceId device = request.peer().identity().device();
    if (!owners.claim(wish.requestKey(), device)) {
      Problem problem =
          Problem.of(OnboardingErrors.BAD_POSSESSION, "another device proved this key before");
      return Answers.now(Response.refused(ResponseCode.BAD_REQUEST, problem));
    }
    return request(request, wish, Optional::empty, delivery);
  }

  /** Asks for a certificate for a key that is made here. */
  CompletionStage<Response> request(
      BoundedRequest request,
      Wish wish,
      Supplier<Optional<ServerKey>> keyMaker,
      Delivery delivery) {
    EventSink sink = events;
    Optional<Joined> joined =
        sink == null
            ? Optional.empty()
            : pending.join(
                request.peer().identity().device(), wish, request.correlationId(), keyMaker);
    if (sink == null || joined.isEmpty()) {
      return Answers.now(Response.later(OVERLOAD_RETRY_SECONDS));
    }
    Pending mine = joined.get().pending();
    CompletableFuture<OnboardingIntent> decision = mine.decision().copy();
    if (joined.get().fresh()) {
      ask(sink, mine);
    }
    return decision
        .orTimeout(configured.get().decisionWait().toMillis(), TimeUnit.MILLISECONDS)
        .handle((intent, error) -> answer(mine, intent, error, delivery));
  }

  private void ask(EventSink sink, Pending mine) {
    sink.submit(
            new EnrolmentRequested(
                mine.correlationId(),
                mine.device(),
                mine.certifiedKey(),
                mine.wish().evidenceBinding(),
                mine.wish().reason()))
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
      Delivery delivery) {
    if (intent != null) {
      Response response = EnrolmentAnswer.of(intent, mine, delivery);
      pending.delivered(mine);
      return response;
    }
    // RFC 9148 §4.7: not decided, or another request took this one's place
    boolean overloaded =
        mine.decision().isCompletedExceptionally() && !mine.decision().isCancelled();
    if (overloaded) {
      LOG.debug("{} has to come again: {}", mine.device(), String.valueOf(error));
    }
    return Response.later(overloaded ? OVERLOAD_RETRY_SECONDS : RETRY_SECONDS);
  }

  private static void overdue(List<Pending> forgotten) {
    String detail =
        forgotten.get(0).device() + (forgotten.size() == 1 ? "" : " and " + (forgotten.size() - 1));
    LOG.warn(Problem.of(OnboardingErrors.DECISION_OVERDUE, detail).line());
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
}
