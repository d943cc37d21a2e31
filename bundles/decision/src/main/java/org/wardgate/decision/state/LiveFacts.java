package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;

/**
 * What is known about a device only while this process runs: open questions. Never journaled; after
 * a restart devices ask again.
 *
 * @param enrolment an open request for a certificate
 * @param certificate issued but not handed over yet
 * @param fetching whether its MUD file is being fetched
 * @param binding whether its hardware address is being looked up
 * @param issuing whether a certificate is being issued
 * @param placing whether enforcement is at work for it
 * @param challenged whether a challenge is open
 * @param opening whether its declared traffic was granted and awaits enforcement's confirmation
 * @param nextChallengeAt when the next challenge is due
 * @param offeredUrl the MUD URL the device named over CoAP, empty if it named none
 * @param pendingUrl another MUD URL whose file is being fetched while the old profile counts
 * @param unchangedCount attestations that said nothing new, since the last summary
 * @param summaryAt when the next summary is due
 */
public record LiveFacts(
    Optional<Enrolment> enrolment,
    Optional<Bytes> certificate,
    boolean fetching,
    boolean binding,
    boolean issuing,
    boolean placing,
    boolean challenged,
    boolean opening,
    Instant nextChallengeAt,
    String offeredUrl,
    NamedUrl pendingUrl,
    long unchangedCount,
    Instant summaryAt) {

  /** Nothing is open. */
  public static final LiveFacts NONE =
      new LiveFacts(
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false,
          false,
          false,
          false,
          Instant.EPOCH,
          "",
          NamedUrl.NONE,
          0,
          Instant.EPOCH);

  /**
   * An open request for a certificate.
   *
   * @param correlationId of the request
   * @param publicKeySpki the key to certify
   * @param at when it was asked
   */
  public record Enrolment(CorrelationId correlationId, Bytes publicKeySpki, Instant at) {}

  /** With or without an open request. */
  public LiveFacts withEnrolment(Optional<Enrolment> request) {
    return new LiveFacts(
        request,
        certificate,
        fetching,
        binding,
        issuing,
        placing,
        challenged,
        opening,
        nextChallengeAt,
        offeredUrl,
        pendingUrl,
        unchangedCount,
        summaryAt);
  }

  /** With or without a certificate to hand over. */
  public LiveFacts withCertificate(Optional<Bytes> der) {
    return new LiveFacts(
        enrolment,
        der,
        fetching,
        binding,
        issuing,
        placing,
        challenged,
        opening,
        nextChallengeAt,
        offeredUrl,
        pendingUrl,
        unchangedCount,
        summaryAt);
  }

  /** One kind of work begins or ends. */
  public LiveFacts with(OpenWork.Kind kind, boolean open) {
    return new LiveFacts(
        enrolment,
        certificate,
        kind == OpenWork.Kind.FETCH ? open : fetching,
        kind == OpenWork.Kind.BIND ? open : binding,
        kind == OpenWork.Kind.ISSUE ? open : issuing,
        kind == OpenWork.Kind.PLACE ? open : placing,
        kind == OpenWork.Kind.CHALLENGE ? open : challenged,
        opening,
        nextChallengeAt,
        offeredUrl,
        pendingUrl,
        unchangedCount,
        summaryAt);
  }

  /** Its declared traffic was granted, or the grant is taken back or fulfilled. */
  public LiveFacts opening(boolean granted) {
    return new LiveFacts(
        enrolment,
        certificate,
        fetching,
        binding,
        issuing,
        placing,
        challenged,
        granted,
        nextChallengeAt,
        offeredUrl,
        pendingUrl,
        unchangedCount,
        summaryAt);
  }

  /** The next challenge is due then. */
  public LiveFacts challengeAt(Instant due) {
    return new LiveFacts(
        enrolment,
        certificate,
        fetching,
        binding,
        issuing,
        placing,
        challenged,
        opening,
        due,
        offeredUrl,
        pendingUrl,
        unchangedCount,
        summaryAt);
  }

  /** The device named a MUD URL over CoAP. */
  public LiveFacts offering(String mudUrl) {
    return new LiveFacts(
        enrolment,
        certificate,
        fetching,
        binding,
        issuing,
        placing,
        challenged,
        opening,
        nextChallengeAt,
        mudUrl,
        pendingUrl,
        unchangedCount,
        summaryAt);
  }

  /** Another MUD URL's file is being fetched, or no longer. */
  public LiveFacts pending(NamedUrl named) {
    return new LiveFacts(
        enrolment,
        certificate,
        fetching,
        binding,
        issuing,
        placing,
        challenged,
        opening,
        nextChallengeAt,
        offeredUrl,
        named,
        unchangedCount,
        summaryAt);
  }

  /** Attestations that said nothing new. */
  public LiveFacts unchanged(long count, Instant nextSummaryAt) {
    return new LiveFacts(
        enrolment,
        certificate,
        fetching,
        binding,
        issuing,
        placing,
        challenged,
        opening,
        nextChallengeAt,
        offeredUrl,
        pendingUrl,
        count,
        nextSummaryAt);
  }
}
