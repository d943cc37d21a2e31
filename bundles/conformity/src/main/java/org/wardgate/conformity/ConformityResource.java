package org.wardgate.conformity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.conformity.office.PeerLimit;

/**
 * Conformity certificates for devices: {@code GET /wg/conformity} is the asking device's own,
 * {@code ?d=ID} another one's, and {@code ?s=ID} the status of a certificate. As a CWT.
 * Thread-safe.
 */
@Component(name = "org.wardgate.conformity.coap", service = ResourceHandler.class)
public final class ConformityResource implements ResourceHandler {
  static final String PATH = "wg/conformity";

  private static final String DEVICE = "d=";
  private static final String STATUS = "s=";
  private static final long RETRY_SECONDS = 1;

  private final ConformityDesk desk;
  private final PeerLimit limit;

  /** Answers with the desk's certificates. */
  @Activate
  public ConformityResource(@Reference ConformityDesk desk) {
    this(desk, System::nanoTime);
  }

  ConformityResource(ConformityDesk desk, LongSupplier nanoTime) {
    this.desk = desk;
    this.limit = new PeerLimit(nanoTime);
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
    return Map.of("rt", "wg.conformity", "ct", String.valueOf(ContentFormat.CWT));
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    return CompletableFuture.completedFuture(answer(request));
  }

  private Response answer(BoundedRequest request) {
    DeviceId asking = request.peer().identity().device();
    if (!limit.permits(asking)) {
      return Response.refused(
          ResponseCode.TOO_MANY_REQUESTS, Problem.of(ConformityErrors.BUSY, ""));
    }
    if (request.accept().orElse(ContentFormat.CWT) != ContentFormat.CWT) {
      return Response.empty(ResponseCode.NOT_ACCEPTABLE);
    }
    try {
      return content(request.queries(), asking);
    } catch (IllegalArgumentException e) {
      return Response.empty(ResponseCode.BAD_REQUEST);
    } catch (RefusedException e) {
      return refusal(e);
    }
  }

  private Response content(List<String> queries, DeviceId asking) throws RefusedException {
    if (queries.size() > 1) {
      throw new IllegalArgumentException("one query at most");
    }
    Optional<String> query = queries.stream().findFirst();
    if (query.isPresent() && query.get().startsWith(STATUS)) {
      return Response.content(
          ContentFormat.CWT,
          desk.status(query.get().substring(STATUS.length()), ConformityDesk.Format.CWT));
    }
    DeviceId device = asking;
    if (query.isPresent()) {
      if (!query.get().startsWith(DEVICE)) {
        throw new IllegalArgumentException("a query that is not known");
      }
      device = new DeviceId(query.get().substring(DEVICE.length()));
    }
    return Response.content(ContentFormat.CWT, desk.current(device, ConformityDesk.Format.CWT));
  }

  private static Response refusal(RefusedException e) {
    ErrorCode code = e.errorCode();
    if (code.equals(ConformityErrors.NOT_READY) || code.equals(ConformityErrors.BUSY)) {
      return Response.later(RETRY_SECONDS);
    }
    return Response.refused(
        code.equals(ConformityErrors.MALFORMED) ? ResponseCode.BAD_REQUEST : ResponseCode.NOT_FOUND,
        e.problem());
  }
}
