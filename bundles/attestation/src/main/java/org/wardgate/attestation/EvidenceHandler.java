package org.wardgate.attestation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/**
 * {@code POST /wg/evidence}: a device answers its enrolment challenge. The answer goes out when the
 * result is durable, so that a device never knows more than the journal.
 */
@Component(name = "org.wardgate.attestation.evidence", service = ResourceHandler.class)
public final class EvidenceHandler implements ResourceHandler {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceHandler.class);

  /** When to send the evidence again if the gateway could not look at it. */
  private static final long RETRY_SECONDS = 2;

  private final OpenChallenges challenges;
  private final Appraiser appraiser;
  private final AppraisalPool pool;
  private final EventSink sink;

  /** Appraises with the verifier, reports to the decision core. */
  @Activate
  public EvidenceHandler(@Reference Verifier verifier, @Reference EventSink sink) {
    this(verifier.challenges(), verifier.appraiser(), verifier.pool(), sink);
  }

  EvidenceHandler(
      OpenChallenges challenges, Appraiser appraiser, AppraisalPool pool, EventSink sink) {
    this.challenges = challenges;
    this.appraiser = appraiser;
    this.pool = pool;
    this.sink = sink;
  }

  @Override
  public String path() {
    return "wg/evidence";
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.POST);
  }

  @Override
  public int payloadMaxBytes() {
    return Appraiser.EVIDENCE_MAX_BYTES;
  }

  @Override
  public Map<String, String> linkAttributes() {
    // RFC 7252 §7.2.1: several formats in one attribute, divided by spaces
    String formats =
        appraiser.contentFormats().stream()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    return Map.of("rt", "wg.evidence", "ct", formats);
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    int format = request.contentFormat().orElse(-1);
    if (!appraiser.contentFormats().contains(format)) {
      return CompletableFuture.completedFuture(
          Response.empty(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
    }
    // Without room nothing is taken out: the device may send the same evidence again.
    return pool.submit(() -> appraise(request, format))
        .map(appraised -> appraised.thenCompose(this::report).exceptionally(this::failed))
        .orElseGet(() -> CompletableFuture.completedFuture(Response.later(RETRY_SECONDS)));
  }

  /** Either what was found, or why nothing was looked at. */
  private record Outcome(Optional<EvidenceAppraised> event, Optional<RefusedException> refusal) {}

  private Outcome appraise(BoundedRequest request, int format) {
    try {
      OpenChallenge challenge = challenges.takeEnrolment(request.peer().identity().device());
      AttestationResult result = appraiser.appraise(format, request.payload(), challenge);
      return new Outcome(
          Optional.of(new EvidenceAppraised(challenge.id(), challenge.device(), result)),
          Optional.empty());
    } catch (RefusedException e) {
      return new Outcome(Optional.empty(), Optional.of(e));
    }
  }

  private CompletionStage<Response> report(Outcome outcome) {
    if (outcome.refusal().isPresent()) {
      return CompletableFuture.completedFuture(
          Response.refused(ResponseCode.FORBIDDEN, outcome.refusal().get().problem()));
    }
    EvidenceAppraised event = outcome.event().orElseThrow();
    return sink.submit(event).handle((durable, failure) -> answer(event, failure));
  }

  private static Response answer(EvidenceAppraised event, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("evidence of {} was not recorded: {}", event.device(), failure.toString());
      return Response.later(RETRY_SECONDS);
    }
    AttestationResult result = event.result();
    return result.status() == Tier.AFFIRMING
        ? Response.empty(ResponseCode.CHANGED)
        : Response.refused(ResponseCode.FORBIDDEN, result.problem().orElseThrow());
  }

  /** A fault of our own: nothing was affirmed, the device may start over. */
  private Response failed(Throwable failure) {
    LOG.error("evidence could not be appraised", failure);
    return Response.empty(ResponseCode.INTERNAL_SERVER_ERROR);
  }
}
