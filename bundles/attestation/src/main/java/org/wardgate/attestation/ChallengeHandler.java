package org.wardgate.attestation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/** {@code POST /wg/challenge}: a device asks for the nonce its evidence must carry. */
@Component(name = "org.wardgate.attestation.challenge", service = ResourceHandler.class)
public final class ChallengeHandler implements ResourceHandler {
  /** Length of a SHA-256. */
  private static final int THUMBPRINT_BYTES = 32;

  private final OpenChallenges challenges;

  /** Gives out challenges of the verifier. */
  @Activate
  public ChallengeHandler(@Reference Verifier verifier) {
    this(verifier.challenges());
  }

  ChallengeHandler(OpenChallenges challenges) {
    this.challenges = challenges;
  }

  @Override
  public String path() {
    return "wg/challenge";
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.POST);
  }

  @Override
  public int payloadMaxBytes() {
    return THUMBPRINT_BYTES;
  }

  @Override
  public Map<String, String> linkAttributes() {
    return Map.of("rt", "wg.challenge", "ct", String.valueOf(ContentFormat.OCTET_STREAM));
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    return CompletableFuture.completedFuture(answer(request));
  }

  private Response answer(BoundedRequest request) {
    int format = request.contentFormat().orElse(ContentFormat.OCTET_STREAM);
    if (format != ContentFormat.OCTET_STREAM) {
      return Response.empty(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    }
    if (request.accept().orElse(format) != ContentFormat.OCTET_STREAM) {
      return Response.empty(ResponseCode.NOT_ACCEPTABLE);
    }
    if (request.payload().length() != THUMBPRINT_BYTES) {
      return Response.refused(
          ResponseCode.BAD_REQUEST,
          Problem.of(
              AttestationErrors.BAD_CHALLENGE_REQUEST, request.payload().length() + " bytes"));
    }
    try {
      OpenChallenge challenge =
          challenges.enrolment(
              request.correlationId(), request.peer().identity().device(), request.payload());
      return Response.changed(ContentFormat.OCTET_STREAM, challenge.nonce());
    } catch (RefusedException e) {
      return Response.refused(ResponseCode.TOO_MANY_REQUESTS, e.problem());
    }
  }
}
