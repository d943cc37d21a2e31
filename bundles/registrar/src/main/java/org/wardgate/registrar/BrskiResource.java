package org.wardgate.registrar;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/**
 * The base of the BRSKI resources, for discovery by {@code rt=brski}
 * (draft-ietf-anima-constrained-voucher §15.1, E.2). Thread-safe.
 */
@Component(name = "org.wardgate.registrar.base", service = ResourceHandler.class)
public final class BrskiResource implements ResourceHandler {
  private static final String LINKS =
      "</.well-known/brski/rv>;rt=\"brski.rv\";ct=836,"
          + "</.well-known/brski/vs>;rt=\"brski.vs\";ct=\"50 60\","
          + "</.well-known/brski/es>;rt=\"brski.es\";ct=\"50 60\"";

  @Override
  public String path() {
    return ".well-known/brski";
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
    return Map.of("rt", "brski");
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    boolean acceptable =
        request.accept().orElse(ContentFormat.LINK_FORMAT) == ContentFormat.LINK_FORMAT;
    return CompletableFuture.completedFuture(
        acceptable
            ? Response.content(
                ContentFormat.LINK_FORMAT, Bytes.of(LINKS.getBytes(StandardCharsets.US_ASCII)))
            : Response.empty(ResponseCode.NOT_ACCEPTABLE));
  }
}
