package org.wardgate.onboarding;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/**
 * Where a device hands in its MUD URL: the submission resource of draft-romann-mud-constrained.
 * Thread-safe.
 */
@Component(name = "org.wardgate.onboarding.mud-submission", service = ResourceHandler.class)
public final class MudUrlSubmission implements ResourceHandler {
  /** Where it is. */
  static final String PATH = ".well-known/mud-submission";

  private static final long FAILED_RETRY_SECONDS = 5;
  private static final long TOO_OFTEN_RETRY_SECONDS = 60;

  private final MudUrlReporter reporter;

  /** Reports to the sink. */
  @Activate
  public MudUrlSubmission(@Reference EventSink events) {
    this(events, System::nanoTime);
  }

  MudUrlSubmission(EventSink events, LongSupplier nanoTime) {
    this.reporter = new MudUrlReporter(events, nanoTime);
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
    return ClaimedMudUrl.URL_MAX_CHARS;
  }

  @Override
  public Map<String, String> linkAttributes() {
    return Map.of("rt", "mud.url-register", "ct", "0");
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    // the draft's own media types have no Content-Format numbers yet
    OptionalInt format = request.contentFormat();
    if (format.orElse(ContentFormat.TEXT_PLAIN) != ContentFormat.TEXT_PLAIN) {
      return now(Response.empty(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
    }
    Optional<String> url = ClaimedMudUrl.of(request.payload());
    if (url.isEmpty()) {
      Problem problem = Problem.of(OnboardingErrors.MALFORMED_MUD_URL, "");
      return now(Response.refused(ResponseCode.BAD_REQUEST, problem));
    }
    return reporter
        .offer(request.peer().identity().device(), url.get())
        .thenApply(MudUrlSubmission::answer);
  }

  private static Response answer(MudUrlReporter.Outcome outcome) {
    return switch (outcome) {
      case HEARD -> Response.empty(ResponseCode.CHANGED);
      case FAILED -> Response.later(FAILED_RETRY_SECONDS);
      case TOO_OFTEN ->
          new Response(
              ResponseCode.TOO_MANY_REQUESTS,
              OptionalInt.empty(),
              Bytes.EMPTY,
              OptionalLong.of(TOO_OFTEN_RETRY_SECONDS));
    };
  }

  private static CompletionStage<Response> now(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
