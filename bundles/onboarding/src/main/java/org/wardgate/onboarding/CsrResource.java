package org.wardgate.onboarding;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.x509.CertificationRequest;

/** An EST resource that takes a certification request. Thread-safe. */
abstract class CsrResource implements ResourceHandler {
  /** Largest certification request. */
  static final int CSR_MAX_BYTES = CertificationRequest.SIZE_MAX_BYTES;

  private static final Set<ErrorCode> BAD_REQUESTS =
      Set.of(
          OnboardingErrors.MALFORMED_CSR,
          OnboardingErrors.WEAK_KEY,
          OnboardingErrors.BAD_POSSESSION);
  private static final String FOLDER = ".well-known/est/";

  private final String name;
  private final String formats;

  /**
   * @param name last segment of its path
   * @param formats the Content-Formats it answers with
   */
  CsrResource(String name, String formats) {
    this.name = name;
    this.formats = formats;
  }

  /**
   * The form in which a certificate will be handed over.
   *
   * @return empty if nothing the resource has is accepted: 4.06
   */
  abstract Optional<Delivery> delivery(OptionalInt accept);

  /**
   * Goes on with a request whose signature is verified.
   *
   * @throws RefusedException if this device may not ask that here
   */
  abstract CompletionStage<Response> proven(
      BoundedRequest request, CertificationRequest csr, Delivery delivery) throws RefusedException;

  @Override
  public final String path() {
    return FOLDER + name;
  }

  @Override
  public final Set<Method> methods() {
    return Set.of(Method.POST);
  }

  @Override
  public final int payloadMaxBytes() {
    return CSR_MAX_BYTES;
  }

  @Override
  public final Map<String, String> linkAttributes() {
    // RFC 9148 §4.1
    return Map.of("rt", "ace.est." + name, "ct", formats);
  }

  @Override
  public final CompletionStage<Response> handle(BoundedRequest request) {
    if (!request.contentFormat().equals(OptionalInt.of(ContentFormat.PKCS10))) {
      return Answers.now(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    }
    Optional<Delivery> delivery = delivery(request.accept());
    if (delivery.isEmpty()) {
      return Answers.now(ResponseCode.NOT_ACCEPTABLE);
    }
    try {
      return proven(request, CsrReader.proven(request.payload()), delivery.get());
    } catch (RefusedException e) {
      return Answers.now(Response.refused(code(e), e.problem()));
    }
  }

  /** What a device can correct is a bad request; the rest it may not ask. */
  private static ResponseCode code(RefusedException e) {
    return BAD_REQUESTS.contains(e.errorCode()) ? ResponseCode.BAD_REQUEST : ResponseCode.FORBIDDEN;
  }
}
