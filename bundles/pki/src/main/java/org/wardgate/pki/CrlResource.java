package org.wardgate.pki;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.RevocationPublisher;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/**
 * The revocation list for devices: {@code GET /wg/crl}, with {@code ?issuer=} for another root than
 * the one that issues. There is no registered content format for a CRL. Stateless.
 */
@Component(name = "org.wardgate.pki.crl", service = ResourceHandler.class)
public final class CrlResource implements ResourceHandler {
  static final String PATH = "wg/crl";
  private static final String ISSUER = "issuer=";
  private static final long RETRY_SECONDS = 5;

  private final RevocationPublisher publisher;

  /** Answers with the publisher's lists. */
  @Activate
  public CrlResource(@Reference RevocationPublisher publisher) {
    this.publisher = publisher;
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
    return Map.of("rt", "wg.crl", "ct", String.valueOf(ContentFormat.OCTET_STREAM));
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    return CompletableFuture.completedFuture(answer(request));
  }

  private Response answer(BoundedRequest request) {
    if (request.accept().orElse(ContentFormat.OCTET_STREAM) != ContentFormat.OCTET_STREAM) {
      return Response.empty(ResponseCode.NOT_ACCEPTABLE);
    }
    Optional<String> issuer =
        request.queries().stream()
            .filter(query -> query.startsWith(ISSUER))
            .map(query -> query.substring(ISSUER.length()))
            .findFirst();
    try {
      Bytes crl = issuer.isPresent() ? publisher.crl(issuer.get()) : publisher.crl();
      return Response.content(ContentFormat.OCTET_STREAM, crl);
    } catch (RefusedException e) {
      return e.errorCode().equals(PkiErrors.UNKNOWN_ISSUER)
          ? Response.refused(ResponseCode.NOT_FOUND, e.problem())
          : Response.later(RETRY_SECONDS);
    }
  }
}
