package org.wardgate.coap.eap;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.OpenAnswer;
import org.wardgate.api.transport.ResponseCode;

/**
 * EAP packets to the device and its responses, each to the resource the answer before named (RFC
 * 9820 §3.2): a packet that comes late or twice finds nobody. One step at a time.
 */
final class Conversation {
  private final Ports ports;
  private final InetSocketAddress device;
  private final Instant deadline;
  private List<String> path;
  private int rounds;
  private boolean heard;

  /**
   * @param path where the first packet goes
   * @param deadline of the whole authentication
   */
  Conversation(Ports ports, InetSocketAddress device, List<String> path, Instant deadline) {
    this.ports = ports;
    this.device = device;
    this.path = path;
    this.deadline = deadline;
  }

  /** Where the next packet goes. */
  List<String> path() {
    return path;
  }

  /** Whether the device answered anything yet. */
  boolean heard() {
    return heard;
  }

  /** Until when the device may answer. */
  Instant stepDeadline() {
    Instant step = ports.clock().instant().plus(ports.limits().answerWait());
    return step.isBefore(deadline) ? step : deadline;
  }

  /**
   * Sends a request and waits for its response.
   *
   * @param request an EAP request
   * @param encoded the same, as it goes out
   * @param info behind it; empty if there is nothing
   * @return the response, or completes with {@link RefusedException}
   */
  CompletionStage<EapPacket.Carried> exchange(EapPacket request, Bytes encoded, Bytes info) {
    rounds++;
    if (rounds > Limits.ROUNDS_MAX) {
      return CompletableFuture.failedFuture(
          malformed("more than " + Limits.ROUNDS_MAX + " rounds"));
    }
    int repetitions = heard ? Limits.RETRANSMISSIONS : Limits.FIRST_RETRANSMISSIONS;
    return post(Payloads.join(encoded, info), repetitions)
        .thenCompose(answer -> response(request, answer));
  }

  /** Tells the device that it failed; nobody waits for what it says. */
  void fail(Bytes failure) {
    if (heard) {
      var unused = post(failure, Limits.FIRST_RETRANSMISSIONS).exceptionally(error -> null);
    }
  }

  private CompletionStage<OpenAnswer> post(Bytes payload, int repetitions) {
    return ports
        .channel()
        .post(
            device,
            path,
            ContentFormat.COAP_EAP,
            payload,
            repetitions,
            Limits.ANSWER_MAX_BYTES,
            stepDeadline());
  }

  private CompletionStage<EapPacket.Carried> response(EapPacket request, OpenAnswer answer) {
    if (answer.code() != ResponseCode.CREATED) {
      return CompletableFuture.failedFuture(
          new RefusedException(OnboardingErrors.EAP_UNFINISHED, "answered " + answer.code()));
    }
    Optional<List<String>> next = TriggerPath.path(answer.locationPath());
    Optional<EapPacket.Carried> carried =
        EapPacket.parse(answer.payload()).filter(packet -> packet.packet().answers(request.id()));
    if (next.isEmpty()) {
      return CompletableFuture.failedFuture(malformed("no usable Location-Path"));
    }
    if (carried.isEmpty()) {
      return CompletableFuture.failedFuture(malformed("no EAP response to the request"));
    }
    heard = true;
    path = next.get();
    return CompletableFuture.completedFuture(carried.get());
  }

  static RefusedException malformed(String detail) {
    return new RefusedException(OnboardingErrors.EAP_MALFORMED, detail);
  }
}
