package org.wardgate.transport.coap;

import java.util.Optional;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Ties everything CoAP remembers of an exchange (message ids, tokens, block-wise state) to the DTLS
 * session it began in: neither a new session at the same address nor the same certificate in
 * another session can continue it (RFC 7252 §9.1.1).
 */
final class SessionContextMatcher implements EndpointContextMatcher {
  @Override
  public String getName() {
    return "session";
  }

  @Override
  public Object getEndpointIdentity(EndpointContext context) {
    return PeerSession.of(context)
        .orElseThrow(() -> new IllegalArgumentException("no authenticated session"))
        .id();
  }

  @Override
  public boolean isResponseRelatedToRequest(EndpointContext request, EndpointContext response) {
    return same(request, response);
  }

  @Override
  public boolean isToBeSent(EndpointContext message, @Nullable EndpointContext connection) {
    return same(message, connection);
  }

  private static boolean same(EndpointContext first, @Nullable EndpointContext second) {
    Optional<PeerSession> one = PeerSession.of(first);
    Optional<PeerSession> other = PeerSession.of(second);
    return one.isPresent() && other.isPresent() && one.get().id().equals(other.get().id());
  }

  @Override
  public String toRelevantState(@Nullable EndpointContext context) {
    return PeerSession.of(context).map(PeerSession::toString).orElse("no session");
  }
}
