package org.wardgate.onboarding;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.est.CsrAttributes;

/**
 * EST {@code /att}: what the ward wants in requests, which is a key and a signature and no names
 * (RFC 9148 §4.2, RFC 7030 §4.5). Thread-safe.
 */
@Component(name = "org.wardgate.onboarding.att", service = ResourceHandler.class)
public final class CsrAttributesResource implements ResourceHandler {
  /** Where it is. */
  static final String PATH = ".well-known/est/att";

  private final Bytes attributes = CsrAttributes.p256().encode();

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
    // RFC 9148 §4.1
    return Map.of("rt", "ace.est.att", "ct", String.valueOf(ContentFormat.CSR_ATTRS));
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    return request.accept().orElse(ContentFormat.CSR_ATTRS) == ContentFormat.CSR_ATTRS
        ? Answers.now(Response.content(ContentFormat.CSR_ATTRS, attributes))
        : Answers.now(ResponseCode.NOT_ACCEPTABLE);
  }
}
