package org.wardgate.api.transport;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Serves one CoAP path. Registered as an OSGi service; every transport offers it. Only
 * authenticated peers reach it. Thread-safe.
 */
public interface ResourceHandler {
  /** Path without leading slash, for example {@code .well-known/est/crts}. Constant. */
  String path();

  /** Methods served; anything else is answered 4.05 by the transport. Constant. */
  Set<Method> methods();

  /** Largest request payload in bytes; more is answered 4.13 before it is assembled. Constant. */
  int payloadMaxBytes();

  /** Link attributes for discovery (RFC 6690 §3), for example {@code rt} and {@code ct}. */
  Map<String, String> linkAttributes();

  /**
   * Answers a request.
   *
   * @return completes before the request's deadline, or the transport answers 5.03; must not
   *     complete exceptionally for bad input
   */
  CompletionStage<Response> handle(BoundedRequest request);

  /**
   * Told when every byte of a successful answer has been sent: the device has fetched all blocks of
   * one that does not fit a message (RFC 7959 §2.4). Not told if it stops before. That the last
   * message arrived is not known. At most once for a request; must not block.
   *
   * @param request what was answered
   * @param response what {@link #handle} answered
   */
  default void delivered(BoundedRequest request, Response response) {}
}
