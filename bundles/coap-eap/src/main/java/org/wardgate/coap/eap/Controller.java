package org.wardgate.coap.eap;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.OpenRequest;
import org.wardgate.api.transport.OpenResource;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportErrors;

/**
 * The EAP authenticator: begins with a device's trigger, a few at a time. Whoever triggers is not
 * answered; what happens then comes from the gateway. Thread-safe.
 */
final class Controller implements OpenResource {
  /** Where devices trigger (RFC 9820 §11.4). */
  static final String PATH = ".well-known/coap-eap";

  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

  private final Ports ports;
  private final Refusals refusals;
  private final Places<Authentication> places;

  Controller(Ports ports, Refusals refusals) {
    this.ports = ports;
    this.refusals = refusals;
    places = new Places<>(ports.limits().concurrentMax(), ports.limits().perAddressMax());
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public int payloadMaxBytes() {
    return TriggerPath.PAYLOAD_MAX_BYTES;
  }

  /** Authentications under way. */
  int ongoing() {
    return places.count();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Silence in any case: a trigger says that it wants no answer (RFC 9820 §3.2), and who is
   * silent amplifies nothing.
   */
  @Override
  public Optional<ResponseCode> post(OpenRequest request) {
    InetSocketAddress address = new InetSocketAddress(request.address(), request.port());
    TriggerPath.parse(request.payload()).ifPresent(path -> begin(address, path));
    return Optional.empty();
  }

  private void begin(InetSocketAddress address, List<String> path) {
    Optional<Authentication> begun = enter(address, path);
    begun.ifPresent(
        authentication -> {
          var unused =
              authentication
                  .run()
                  .whenComplete((peer, error) -> leave(address, authentication, peer, error));
        });
  }

  /** RFC 9820 §3.5.3: a trigger during an authentication of the same device is ignored. */
  private synchronized Optional<Authentication> enter(
      InetSocketAddress address, List<String> path) {
    if (!places.open(address)) {
      return Optional.empty();
    }
    places.makeRoom(address).ifPresent(this::gaveWay);
    try {
      Authentication authentication =
          new Authentication(ports, address, path, reserve(), one -> places.heard(address, one));
      places.enter(address, authentication);
      return Optional.of(authentication);
    } catch (RefusedException e) {
      LOG.debug("Trigger of {} ignored: {}", address, e.getMessage());
      return Optional.empty();
    }
  }

  /** An id for a session, if need be that of whoever was waited for longest. */
  private Bytes reserve() throws RefusedException {
    try {
      return ports.sessions().reserve();
    } catch (RefusedException e) {
      Authentication oldest = places.removeOldest().orElseThrow(() -> e);
      gaveWay(oldest);
      return ports.sessions().reserve();
    }
  }

  private void gaveWay(Authentication unheard) {
    ports.sessions().release(unheard.recipientId());
  }

  private void leave(
      InetSocketAddress address,
      Authentication authentication,
      @Nullable Peer peer,
      @Nullable Throwable error) {
    if (places.leave(address, authentication)) {
      ports.sessions().release(authentication.recipientId());
    }
    if (peer != null) {
      LOG.info("{} authenticated with EAP at {}", peer.identity().device(), address);
      return;
    }
    RefusedException refused = refusal(error);
    // nobody was heard from there: a spoofed address is not told anything more, nor reported
    if (authentication.identity().isPresent()) {
      authentication.abandon();
      refusals.report(authentication.identity().get(), address, refused.problem());
    }
    LOG.debug("Authentication of {} failed", address, error);
  }

  private static RefusedException refusal(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof RefusedException refused) {
      return named(refused);
    }
    return new RefusedException(OnboardingErrors.EAP_UNFINISHED, String.valueOf(cause));
  }

  /** What the transport says about a device that is silent is said about the authentication. */
  private static RefusedException named(RefusedException refused) {
    ErrorCode code = refused.errorCode();
    boolean transport =
        code.equals(TransportErrors.NO_ANSWER)
            || code.equals(TransportErrors.NO_SESSION)
            || code.equals(TransportErrors.TOO_MANY_REQUESTS);
    if (transport) {
      return new RefusedException(OnboardingErrors.EAP_UNFINISHED, refused.detail(), refused);
    }
    return code.equals(TransportErrors.ANSWER_TOO_LARGE)
        ? new RefusedException(OnboardingErrors.EAP_MALFORMED, refused.detail(), refused)
        : refused;
  }
}
