package org.wardgate.decision.rules;

import java.time.Duration;

/**
 * Limits of the decision core.
 *
 * @param devicesMaxCount more devices than this are refused
 * @param strangersMaxCount refused strangers remembered; the oldest is forgotten for a new one
 * @param cutShareMax an inventory, or an advisory, that would cut a larger share of admitted
 *     devices is held
 * @param cutMinCount so many devices may always be cut by one inventory or advisory
 * @param approvalsMinCount so many different people must approve an advisory that is held, 1 to 5
 */
public record DecisionLimits(
    int devicesMaxCount,
    int strangersMaxCount,
    double cutShareMax,
    int cutMinCount,
    int approvalsMinCount) {
  /** The defaults. */
  public static final DecisionLimits DEFAULT = new DecisionLimits(10_000, 256, 0.10, 3, 2);

  /** Most advisories known. */
  public static final int ADVISORIES_MAX_COUNT = 256;

  /** Most advisories known of one issuer. */
  public static final int ADVISORIES_PER_ISSUER_MAX_COUNT = 64;

  /** More devices than this are put in force in one change instead of one by one. */
  public static final int PLACED_SINGLY_MAX_COUNT = 64;

  /** A MUD file that could not be fetched again is asked for after this. */
  public static final Duration REFRESH_RETRY = Duration.ofHours(1);

  /** Most MUD files asked for again at once. */
  public static final int REFRESHES_MAX_COUNT = 8;

  /** Patience with a maker's server. */
  public static final Duration FETCH_TIME_MAX = Duration.ofSeconds(20);

  /** Patience with the ward network. */
  public static final Duration BIND_TIME_MAX = Duration.ofSeconds(5);

  /** Patience with the ward CA. */
  public static final Duration ISSUE_TIME_MAX = Duration.ofSeconds(5);

  /** Patience with enforcement. */
  public static final Duration PLACE_TIME_MAX = Duration.ofSeconds(5);

  /** Patience with enforcement for a whole ward. */
  public static final Duration RECONCILE_TIME_MAX = Duration.ofSeconds(30);

  /** Patience with a challenged device. */
  public static final Duration CHALLENGE_TIME_MAX = Duration.ofSeconds(10);

  /** Patience with a name's addresses; below the resolver's own. */
  public static final Duration NAME_TIME_MAX = Duration.ofSeconds(1);

  /** So long after its deadline an intent without an answer is given up, whoever lost it. */
  public static final Duration ANSWER_GRACE = Duration.ofSeconds(2);

  /** An open request for a certificate is forgotten after this. */
  public static final Duration ENROLMENT_TIME_MAX = Duration.ofMinutes(2);

  /** Evidence older than this does not lead to a certificate. */
  public static final Duration ENROLMENT_EVIDENCE_AGE_MAX = Duration.ofMinutes(5);

  /** What failed in enforcement is tried again after this. */
  public static final Duration ENFORCE_RETRY = Duration.ofSeconds(5);

  /** A ward of which some devices were left out is put in force again after this. */
  public static final Duration LEFT_OUT_RETRY = Duration.ofMinutes(10);

  /** Attestations that say nothing new are summarised so often. */
  public static final Duration SUMMARY_PERIOD = Duration.ofHours(1);
}
