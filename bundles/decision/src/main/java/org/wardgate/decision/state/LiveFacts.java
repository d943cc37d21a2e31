package org.wardgate.decision.state;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;

/**
 * What is known about a device only while this process runs: open questions. Never journaled; after
 * a restart devices ask again.
 *
 * @param enrolment an open request for a certificate
 * @param certificate issued but not handed over yet
 * @param underWay the work that is open for it
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
    Set<OpenWork.Kind> underWay,
    boolean opening,
    Instant nextChallengeAt,
    String offeredUrl,
    NamedUrl pendingUrl,
    long unchangedCount,
    Instant summaryAt) {

  /** Work that a device waits for by itself; all other work is for the whole ward. */
  private static final Set<OpenWork.Kind> OF_A_DEVICE =
      Set.of(
          OpenWork.Kind.FETCH,
          OpenWork.Kind.BIND,
          OpenWork.Kind.ISSUE,
          OpenWork.Kind.PLACE,
          OpenWork.Kind.CHALLENGE);

  /** Nothing is open. */
  public static final LiveFacts NONE =
      new LiveFacts(
          Optional.empty(),
          Optional.empty(),
          Set.of(),
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

  /** Copies the set. */
  public LiveFacts {
    underWay = Set.copyOf(underWay);
  }

  /** Whether its MUD file is being fetched. */
  public boolean fetching() {
    return underWay.contains(OpenWork.Kind.FETCH);
  }

  /** Whether its hardware address is being looked up. */
  public boolean binding() {
    return underWay.contains(OpenWork.Kind.BIND);
  }

  /** Whether a certificate is being issued. */
  public boolean issuing() {
    return underWay.contains(OpenWork.Kind.ISSUE);
  }

  /** Whether a challenge is open. */
  public boolean challenged() {
    return underWay.contains(OpenWork.Kind.CHALLENGE);
  }

  /** With or without an open request. */
  public LiveFacts withEnrolment(Optional<Enrolment> request) {
    return new LiveFacts(
        request,
        certificate,
        underWay,
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
        underWay,
        opening,
        nextChallengeAt,
        offeredUrl,
        pendingUrl,
        unchangedCount,
        summaryAt);
  }

  /** One kind of work begins or ends. */
  public LiveFacts with(OpenWork.Kind kind, boolean open) {
    if (!OF_A_DEVICE.contains(kind)) {
      return this;
    }
    Set<OpenWork.Kind> kinds = EnumSet.noneOf(OpenWork.Kind.class);
    kinds.addAll(underWay);
    if (open) {
      kinds.add(kind);
    } else {
      kinds.remove(kind);
    }
    return new LiveFacts(
        enrolment,
        certificate,
        kinds,
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
        underWay,
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
        underWay,
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
        underWay,
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
        underWay,
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
        underWay,
        opening,
        nextChallengeAt,
        offeredUrl,
        pendingUrl,
        count,
        nextSummaryAt);
  }
}
