package org.wardgate.coap.eap.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

/** Asks the first RADIUS server that answers. Thread-safe. */
public final class RadiusClient implements AutoCloseable {
  private final List<RadiusLink> links = new ArrayList<>();

  /**
   * @param servers in the order of preference, at least one
   * @param timeout until a request is repeated
   * @param triesMax how often each server is sent a request
   * @throws RefusedException if there is no socket
   */
  public RadiusClient(
      List<InetSocketAddress> servers,
      RadiusSecret secret,
      Duration timeout,
      int triesMax,
      ScheduledExecutorService timers)
      throws RefusedException {
    try {
      for (InetSocketAddress server : servers) {
        links.add(new RadiusLink(server, links.size(), secret, timeout, triesMax, timers));
      }
    } catch (IOException e) {
      close();
      throw new RefusedException(
          OnboardingErrors.EAP_CONFIGURATION, "no socket: " + e.getMessage(), e);
    }
  }

  /**
   * Sends an Access-Request.
   *
   * @param attributes without Message-Authenticator, which is added as the first
   * @param server which of the servers the conversation is with; absent for a new one
   * @return the authentic answer, or completes with {@link RefusedException}
   */
  public CompletionStage<RadiusAnswer> ask(List<RadiusAttribute> attributes, OptionalInt server) {
    return server.isPresent() ? links.get(server.getAsInt()).ask(attributes) : from(0, attributes);
  }

  private CompletableFuture<RadiusAnswer> from(int index, List<RadiusAttribute> attributes) {
    CompletableFuture<RadiusAnswer> answer = links.get(index).ask(attributes);
    if (index + 1 == links.size()) {
      return answer;
    }
    return answer.exceptionallyCompose(error -> next(index + 1, attributes, error));
  }

  private CompletableFuture<RadiusAnswer> next(
      int index, List<RadiusAttribute> attributes, Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof RefusedException
        ? from(index, attributes)
        : CompletableFuture.failedFuture(error);
  }

  @Override
  public void close() {
    links.forEach(RadiusLink::close);
  }
}
