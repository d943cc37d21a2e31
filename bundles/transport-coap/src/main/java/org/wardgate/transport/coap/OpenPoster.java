package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.stack.ReliabilityLayerParameters;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.OpenAnswer;
import org.wardgate.api.transport.OpenChannel;
import org.wardgate.api.transport.TransportErrors;

/** Posts from the open endpoint. Thread-safe. */
final class OpenPoster implements OpenChannel {
  /** Largest payload sent. */
  static final int PAYLOAD_MAX_BYTES = 4_096;

  private final Asking asking;
  private final Configuration config;

  OpenPoster(Asking asking, Configuration config) {
    this.asking = asking;
    this.config = config;
  }

  @Override
  public CompletionStage<OpenAnswer> post(
      InetSocketAddress peer,
      List<String> path,
      int contentFormat,
      Bytes payload,
      int retransmissionsMax,
      int answerMaxBytes,
      Instant deadline) {
    if (payload.length() > PAYLOAD_MAX_BYTES || answerMaxBytes < 1) {
      throw new IllegalArgumentException("payload or answer limit out of range");
    }
    Request request = Request.newPost();
    OptionSet options = request.getOptions();
    path.forEach(options::addUriPath);
    options.setContentFormat(contentFormat);
    request.setPayload(payload.toArray());
    request.setDestinationContext(new AddressEndpointContext(peer));
    request.setReliabilityLayerParameters(
        ReliabilityLayerParameters.builder()
            .applyConfig(config)
            .maxRetransmit(Math.max(1, retransmissionsMax))
            .build());
    return asking.ask(request, answerMaxBytes, deadline).thenCompose(OpenPoster::answer);
  }

  private static CompletionStage<OpenAnswer> answer(Response wire) {
    List<String> location = wire.getOptions().getLocationPath();
    Optional<org.wardgate.api.transport.Response> response = Requests.fromWire(wire);
    if (response.isEmpty()) {
      return refused(new RefusedException(TransportErrors.NO_ANSWER, "code " + wire.getCode()));
    }
    if (location.size() > OpenAnswer.SEGMENTS_MAX_COUNT) {
      return refused(
          new RefusedException(TransportErrors.ANSWER_TOO_LARGE, "too many Location-Path options"));
    }
    OptionalInt format = response.get().contentFormat();
    return CompletableFuture.completedFuture(
        new OpenAnswer(response.get().code(), location, format, response.get().payload()));
  }

  private static CompletionStage<OpenAnswer> refused(RefusedException e) {
    return CompletableFuture.failedFuture(e);
  }
}
