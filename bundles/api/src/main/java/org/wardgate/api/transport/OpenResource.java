package org.wardgate.api.transport;

import java.util.Optional;

/**
 * Serves POST on one path of the open endpoint, for anybody who can send a datagram. Registered as
 * an OSGi service; no other resource is reached there. Thread-safe.
 */
public interface OpenResource {
  /** Path without leading slash, for example {@code .well-known/coap-eap}. Constant. */
  String path();

  /** Largest request payload in bytes; more is dropped. Constant. */
  int payloadMaxBytes();

  /**
   * Takes a request. Must not block; must be cheap, since nobody has proved anything yet.
   *
   * @return what to answer, absent for silence; an answer has no payload
   */
  Optional<ResponseCode> post(OpenRequest request);
}
