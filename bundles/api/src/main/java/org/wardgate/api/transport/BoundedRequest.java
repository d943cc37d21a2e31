package org.wardgate.api.transport;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;

/**
 * A request that was fully received and kept every limit of its resource.
 *
 * @param correlationId fresh, unique
 * @param peer who sent it, authenticated
 * @param method what it asks
 * @param path the resource's path, without leading slash
 * @param queries the Uri-Query options, at most {@value #QUERIES_MAX_COUNT}
 * @param contentFormat of the payload, absent if the request named none
 * @param accept the format wanted, absent if the request named none
 * @param payload at most {@link ResourceHandler#payloadMaxBytes()}
 * @param deadline when the transport answers in the handler's place
 */
public record BoundedRequest(
    CorrelationId correlationId,
    Peer peer,
    Method method,
    String path,
    List<String> queries,
    OptionalInt contentFormat,
    OptionalInt accept,
    Bytes payload,
    Instant deadline) {
  /** More Uri-Query options than this are refused. */
  public static final int QUERIES_MAX_COUNT = 8;

  /** Copies the list. */
  public BoundedRequest {
    queries = List.copyOf(queries);
  }
}
