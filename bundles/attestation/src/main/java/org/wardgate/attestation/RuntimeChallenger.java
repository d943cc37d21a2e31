package org.wardgate.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationIntent.Challenge;
import org.wardgate.api.attestation.AttestationIntent.TryChange;
import org.wardgate.api.attestation.Challenger;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Response;

/** Challenges admitted devices over the session they keep open, whatever transport carries it. */
@Component(name = "org.wardgate.attestation.challenger", service = Challenger.class)
public final class RuntimeChallenger implements Challenger {
  /** The device's resource. */
  static final String PATH = "wg/attest";

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeChallenger.class);

  private final OpenChallenges challenges;
  private final Appraiser appraiser;
  private final AppraisalPool pool;
  private final Optional<ChangeTrials> trials;
  private final List<DeviceChannels> transports = new CopyOnWriteArrayList<>();

  /** Appraises with the verifier. */
  @Activate
  public RuntimeChallenger(@Reference Verifier verifier) {
    this(
        verifier.challenges(),
        verifier.appraiser(),
        verifier.pool(),
        Optional.of(verifier.trials()));
  }

  RuntimeChallenger(OpenChallenges challenges, Appraiser appraiser, AppraisalPool pool) {
    this(challenges, appraiser, pool, Optional.empty());
  }

  RuntimeChallenger(
      OpenChallenges challenges,
      Appraiser appraiser,
      AppraisalPool pool,
      Optional<ChangeTrials> trials) {
    this.trials = trials;
    this.challenges = challenges;
    this.appraiser = appraiser;
    this.pool = pool;
  }

  /** A transport came. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindTransport(DeviceChannels transport) {
    transports.add(transport);
  }

  /** A transport went. */
  void unbindTransport(DeviceChannels transport) {
    transports.remove(transport);
  }

  @Override
  public CompletionStage<AttestationEvent> execute(AttestationIntent intent) {
    if (intent instanceof TryChange attempt && trials.isPresent()) {
      return attempt(trials.get(), attempt);
    }
    if (!(intent instanceof Challenge challenge)) {
      throw new IllegalArgumentException("an intent nobody here knows");
    }
    Optional<DeviceChannel> channel = channel(challenge.device());
    if (channel.isEmpty()) {
      return missed(challenge, AttestationErrors.NO_ANSWER, "it has no live session");
    }
    OpenChallenge open;
    try {
      open = challenges.runtime(challenge.correlationId(), challenge.device());
    } catch (RefusedException e) {
      return missed(challenge, e.errorCode(), e.detail());
    }
    return ask(channel.get(), open, challenge.deadline())
        .thenCompose(answer -> appraise(challenge, open, answer))
        .exceptionally(failure -> failed(challenge, open, failure));
  }

  private CompletionStage<AttestationEvent> attempt(ChangeTrials with, TryChange attempt) {
    return pool.submit(() -> with.execute(attempt))
        .orElseGet(() -> CompletableFuture.completedFuture(overloaded(attempt)))
        .exceptionally(
            failure -> {
              LOG.error("{} could not be tried", attempt.change().id(), failure);
              return overloaded(attempt);
            });
  }

  private static AttestationEvent overloaded(TryChange attempt) {
    return ChangeTrials.failed(
        attempt, Problem.of(AttestationErrors.OVERLOADED, attempt.change().id()));
  }

  private Optional<DeviceChannel> channel(DeviceId device) {
    return transports.stream()
        .map(transport -> transport.channel(device))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static CompletionStage<Response> ask(
      DeviceChannel channel, OpenChallenge open, Instant deadline) {
    return channel.post(
        PATH,
        ContentFormat.OCTET_STREAM,
        ContentFormat.EAT_CWT,
        open.nonce(),
        Appraiser.EVIDENCE_MAX_BYTES,
        deadline);
  }

  private CompletionStage<AttestationEvent> appraise(
      Challenge challenge, OpenChallenge open, Response answer) {
    int format = answer.contentFormat().orElse(-1);
    if (!answer.code().success() || !appraiser.contentFormats().contains(format)) {
      challenges.forget(open);
      return missed(
          challenge,
          AttestationErrors.NO_ANSWER,
          "it answered " + answer.code() + " in content format " + format);
    }
    return pool.submit(() -> result(open, format, answer))
        .orElseGet(
            () -> {
              challenges.forget(open);
              return missed(challenge, AttestationErrors.OVERLOADED, "the queue is full");
            });
  }

  private AttestationEvent result(OpenChallenge open, int format, Response answer) {
    try {
      OpenChallenge taken = challenges.takeRuntime(open);
      return new EvidenceAppraised(
          taken.id(), taken.device(), appraiser.appraise(format, answer.payload(), taken));
    } catch (RefusedException e) {
      return new ChallengeMissed(open.id(), open.device(), e.problem());
    }
  }

  private AttestationEvent failed(Challenge challenge, OpenChallenge open, Throwable failure) {
    challenges.forget(open);
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException refused) {
      String why = refused.errorCode().code() + " " + refused.errorCode().reason();
      return missedEvent(challenge, AttestationErrors.NO_ANSWER, why);
    }
    LOG.error("challenge of {} failed", challenge.device(), cause);
    return missedEvent(challenge, AttestationErrors.NO_ANSWER, "the gateway itself failed");
  }

  private static CompletionStage<AttestationEvent> missed(
      Challenge challenge, ErrorCode code, String detail) {
    return CompletableFuture.completedFuture(missedEvent(challenge, code, detail));
  }

  private static AttestationEvent missedEvent(Challenge challenge, ErrorCode code, String detail) {
    return new ChallengeMissed(
        challenge.correlationId(), challenge.device(), Problem.of(code, detail));
  }
}
