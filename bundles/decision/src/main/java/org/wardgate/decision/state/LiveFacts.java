package org.wardgate.decision.state;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.trust.TrustVerdict;

/**
 * What is known about a device only while this process runs: open questions. Never journaled; after
 * a restart devices ask again.
 *
 * @param joining its way in
 * @param underWay the work that is open for it
 * @param attesting its challenges
 * @param urls MUD URLs that do not count yet
 * @param retries when work that failed is tried again
 */
public record LiveFacts(
    Joining joining,
    Set<OpenWork.Kind> underWay,
    Attesting attesting,
    Urls urls,
    Map<OpenWork.Kind, Retry> retries) {

  /** Work that a device waits for by itself; all other work is for the whole ward. */
  private static final Set<OpenWork.Kind> OF_A_DEVICE =
      Set.of(
          OpenWork.Kind.FETCH,
          OpenWork.Kind.BIND,
          OpenWork.Kind.ISSUE,
          OpenWork.Kind.PLACE,
          OpenWork.Kind.CHALLENGE,
          OpenWork.Kind.REVOKE,
          OpenWork.Kind.CONFIGURE,
          OpenWork.Kind.SIGN,
          OpenWork.Kind.ERASE);

  /** Nothing is open. */
  public static final LiveFacts NONE =
      new LiveFacts(Joining.NONE, Set.of(), Attesting.NONE, new Urls("", NamedUrl.NONE), Map.of());

  /**
   * A device's way in.
   *
   * @param enrolment an open request for a certificate
   * @param issue the intent that asked the ward CA for that request's certificate
   * @param certificate issued but not handed over yet
   * @param opening whether its declared traffic was granted and awaits enforcement's confirmation
   * @param awaitsConfiguration whether its declared traffic is granted as soon as it has its
   *     configuration
   */
  public record Joining(
      Optional<Enrolment> enrolment,
      Optional<CorrelationId> issue,
      Optional<Bytes> certificate,
      boolean opening,
      boolean awaitsConfiguration) {
    private static final Joining NONE =
        new Joining(Optional.empty(), Optional.empty(), Optional.empty(), false, false);
  }

  /**
   * A device's challenges.
   *
   * @param nextAt when the next one is due
   * @param unchangedCount attestations that said nothing new, since the last summary
   * @param summaryAt when the next summary is due
   * @param askedAt when it was last challenged
   * @param newest what its newest evidence led to in this process; younger than what the journal
   *     has if it said nothing new
   */
  public record Attesting(
      Instant nextAt,
      long unchangedCount,
      Instant summaryAt,
      Instant askedAt,
      Optional<Appraised> newest) {
    private static final Attesting NONE =
        new Attesting(Instant.EPOCH, 0, Instant.EPOCH, Instant.EPOCH, Optional.empty());
  }

  /**
   * Evidence and what it was weighed to.
   *
   * @param facts the evidence
   * @param verdict what came of it
   */
  public record Appraised(AttestationFacts facts, TrustVerdict verdict) {}

  /**
   * MUD URLs that do not count yet.
   *
   * @param offered the one the device named over CoAP, empty if it named none
   * @param pending another one whose file is being fetched while the old profile counts
   */
  public record Urls(String offered, NamedUrl pending) {}

  /**
   * Work that failed.
   *
   * @param at when it is tried again
   * @param count how often it failed in a row
   */
  public record Retry(Instant at, int count) {}

  /** Copies both. */
  public LiveFacts {
    underWay = Set.copyOf(underWay);
    retries = Map.copyOf(retries);
  }

  /** An open request for a certificate. */
  public Optional<Enrolment> enrolment() {
    return joining.enrolment;
  }

  /** Issued but not handed over yet. */
  public Optional<Bytes> certificate() {
    return joining.certificate;
  }

  /** Whether its declared traffic was granted and awaits enforcement's confirmation. */
  public boolean opening() {
    return joining.opening;
  }

  /** When the next challenge is due. */
  public Instant nextChallengeAt() {
    return attesting.nextAt;
  }

  /** The MUD URL the device named over CoAP, empty if it named none. */
  public String offeredUrl() {
    return urls.offered;
  }

  /** Another MUD URL whose file is being fetched while the old profile counts. */
  public NamedUrl pendingUrl() {
    return urls.pending;
  }

  /** Whether a kind of work is open. */
  public boolean doing(OpenWork.Kind kind) {
    return underWay.contains(kind);
  }

  /** Whether work that may have failed before may be begun. */
  public boolean mayBegin(OpenWork.Kind kind, Instant now) {
    return !doing(kind) && !now.isBefore(retries.getOrDefault(kind, new Retry(now, 0)).at);
  }

  /** How often work failed in a row. */
  public int failures(OpenWork.Kind kind) {
    return retries.getOrDefault(kind, new Retry(Instant.EPOCH, 0)).count;
  }

  /** With or without an open request; what was issued for another key is nobody's. */
  public LiveFacts withEnrolment(Optional<Enrolment> request) {
    boolean sameKey =
        joining
            .enrolment
            .map(Enrolment::publicKeySpki)
            .equals(request.map(Enrolment::publicKeySpki));
    return with(
        new Joining(
            request,
            sameKey ? joining.issue : Optional.empty(),
            sameKey ? joining.certificate : Optional.empty(),
            joining.opening,
            joining.awaitsConfiguration));
  }

  /** The ward CA was asked, or has answered. */
  public LiveFacts issuing(Optional<CorrelationId> issue) {
    return with(
        new Joining(
            joining.enrolment,
            issue,
            joining.certificate,
            joining.opening,
            joining.awaitsConfiguration));
  }

  /** What the ward CA was asked for, or has issued, is nobody's; the request stays open. */
  public LiveFacts unissued() {
    return with(
        new Joining(
            joining.enrolment,
            Optional.empty(),
            Optional.empty(),
            joining.opening,
            joining.awaitsConfiguration));
  }

  /** With a certificate to hand over. */
  public LiveFacts issued(Bytes der) {
    return with(
        new Joining(
            joining.enrolment,
            Optional.empty(),
            Optional.of(der),
            joining.opening,
            joining.awaitsConfiguration));
  }

  /** Its declared traffic was granted, or the grant is taken back or fulfilled. */
  public LiveFacts opening(boolean granted) {
    return with(new Joining(joining.enrolment, joining.issue, joining.certificate, granted, false));
  }

  /** Its declared traffic is granted as soon as it has its configuration. */
  public LiveFacts awaitingConfiguration() {
    return with(
        new Joining(joining.enrolment, joining.issue, joining.certificate, joining.opening, true));
  }

  private LiveFacts with(Joining newJoining) {
    return new LiveFacts(newJoining, underWay, attesting, urls, retries);
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
    return new LiveFacts(joining, kinds, attesting, urls, retries);
  }

  /** Work failed once more. */
  public LiveFacts failed(OpenWork.Kind kind, Instant again) {
    Map<OpenWork.Kind, Retry> more = new EnumMap<>(OpenWork.Kind.class);
    more.putAll(retries);
    more.put(kind, new Retry(again, Math.min(1_000, failures(kind) + 1)));
    return new LiveFacts(joining, underWay, attesting, urls, more);
  }

  /** Work succeeded, or may be tried at once. */
  public LiveFacts unfailed(OpenWork.Kind kind) {
    Map<OpenWork.Kind, Retry> fewer = new EnumMap<>(OpenWork.Kind.class);
    fewer.putAll(retries);
    fewer.remove(kind);
    return new LiveFacts(joining, underWay, attesting, urls, fewer);
  }

  /** The clock was moved: what was to wait until then is due now. */
  public LiveFacts rescheduled() {
    return new LiveFacts(
        joining,
        underWay,
        new Attesting(
            Instant.EPOCH,
            attesting.unchangedCount,
            Instant.EPOCH,
            Instant.EPOCH,
            attesting.newest),
        urls,
        Map.of());
  }

  /** The next challenge is due then. */
  public LiveFacts challengeAt(Instant due) {
    return with(
        new Attesting(
            due,
            attesting.unchangedCount,
            attesting.summaryAt,
            attesting.askedAt,
            attesting.newest));
  }

  /** It is challenged. */
  public LiveFacts challengedAt(Instant at) {
    return with(
        new Attesting(
            attesting.nextAt, attesting.unchangedCount, attesting.summaryAt, at, attesting.newest));
  }

  /** With evidence and what it was weighed to. */
  public LiveFacts appraised(Appraised newest) {
    return with(
        new Attesting(
            attesting.nextAt,
            attesting.unchangedCount,
            attesting.summaryAt,
            attesting.askedAt,
            Optional.of(newest)));
  }

  /** Attestations that said nothing new. */
  public LiveFacts unchanged(long count, Instant nextSummaryAt) {
    return with(
        new Attesting(attesting.nextAt, count, nextSummaryAt, attesting.askedAt, attesting.newest));
  }

  private LiveFacts with(Attesting newAttesting) {
    return new LiveFacts(joining, underWay, newAttesting, urls, retries);
  }

  /** The device named a MUD URL over CoAP. */
  public LiveFacts offering(String mudUrl) {
    return new LiveFacts(joining, underWay, attesting, new Urls(mudUrl, urls.pending), retries);
  }

  /** Another MUD URL's file is being fetched, or no longer. */
  public LiveFacts pending(NamedUrl named) {
    return new LiveFacts(joining, underWay, attesting, new Urls(urls.offered, named), retries);
  }
}
