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
 * @param times what an operator sets in hours and days
 */
public record DecisionLimits(
    int devicesMaxCount,
    int strangersMaxCount,
    double cutShareMax,
    int cutMinCount,
    int approvalsMinCount,
    Times times) {
  /** The defaults. */
  public static final DecisionLimits DEFAULT = new DecisionLimits(10_000, 256, 0.10, 3, 2);

  /** With the default times. */
  public DecisionLimits(
      int devicesMaxCount,
      int strangersMaxCount,
      double cutShareMax,
      int cutMinCount,
      int approvalsMinCount) {
    this(
        devicesMaxCount,
        strangersMaxCount,
        cutShareMax,
        cutMinCount,
        approvalsMinCount,
        Times.DEFAULT);
  }

  /**
   * What an operator sets in hours and days.
   *
   * @param renewalGrace how long after its certificate's end an admitted device keeps its traffic
   * @param retention how long the data of a retired device are kept
   */
  public record Times(Duration renewalGrace, Duration retention) {
    /** The defaults. */
    public static final Times DEFAULT = new Times(Duration.ofHours(24), Duration.ZERO);
  }

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

  /** Sources that contradict each other this much are worth a look. */
  public static final double CONFLICT_OBSERVED_MIN = 0.5;

  /** A verdict nearer than this to what is required is a narrow one. */
  public static final double TRUST_MARGIN_MIN = 0.02;

  /** Challenges come so many times as often, or as rarely, when circumstances call for it. */
  public static final double PERIOD_FACTOR = 2;

  /** A battery below this is spared, in percent. */
  public static final int BATTERY_LOW_PERCENT = 20;

  /** Criticality times exposure from here on is a high risk. */
  public static final int RISK_HIGH_MIN = 16;

  /** Base scores from here on are high (CVSS 3.1, qualitative severity rating scale). */
  public static final double CVSS_SEVERE_MIN = 7.0;

  /** When what appraisals depend on has changed, devices are challenged within this. */
  public static final Duration RECHALLENGE_SPREAD = Duration.ofMinutes(1);

  /** Most changes known, those that people decided about included. */
  public static final int CHANGES_MAX_COUNT = 256;

  /** Most changes that wait for people. */
  public static final int CHANGES_HELD_MAX_COUNT = 64;

  /** Most assessments of firmware known. */
  public static final int ASSESSMENTS_MAX_COUNT = 4_096;

  /** Patience with trying, adopting or dropping a change. */
  public static final Duration CHANGE_TIME_MAX = Duration.ofSeconds(30);

  /** A change about which nobody answered is asked about again after this. */
  public static final Duration CHANGE_RETRY = Duration.ofSeconds(10);

  /** How long devices of an answered incident are challenged more often. */
  public static final Duration INCIDENT_WATCHED = Duration.ofHours(1);

  /** How long addresses of a name are remembered at least. */
  public static final Duration NAME_KEPT_MIN = Duration.ofDays(1);

  /** Most names whose addresses are remembered. */
  public static final int NAMES_MAX_COUNT = 4_096;

  /** Most addresses remembered of a name. */
  public static final int NAME_ADDRESSES_MAX_COUNT = 64;

  /** How often it is said that declared traffic of a device is withheld. */
  public static final Duration WITHHELD_SAID_EVERY = Duration.ofHours(1);

  /** How often the wait for a change that fails again and again is doubled. */
  public static final int CHANGE_RETRY_DOUBLINGS_MAX = 6;

  /** So long a change waits for the evidence of devices that it was not tried with. */
  public static final Duration CHANGE_EVIDENCE_WAIT = Duration.ofMinutes(10);

  /** What a change worsened counts against its issuer's cap for so long. */
  public static final Duration CHANGE_COUNTS = Duration.ofDays(1);

  /** Patience with the ward CA's register. */
  public static final Duration REVOKE_TIME_MAX = Duration.ofSeconds(5);

  /** A revocation that failed is tried again after this, at first. */
  public static final Duration REVOKE_RETRY_MIN = Duration.ofSeconds(1);

  /** A revocation that fails and fails is tried again at least so often. */
  public static final Duration REVOKE_RETRY_MAX = Duration.ofMinutes(1);

  /** Patience with a device that shall take its configuration. */
  public static final Duration CONFIGURE_TIME_MAX = Duration.ofSeconds(30);

  /** A configuration that was not taken is offered again after this, at first. */
  public static final Duration CONFIGURE_RETRY_MIN = Duration.ofSeconds(10);

  /** A configuration that is never taken is offered again at least so often. */
  public static final Duration CONFIGURE_RETRY_MAX = Duration.ofMinutes(10);

  /** Patience with the signer of a handover. */
  public static final Duration SIGN_TIME_MAX = Duration.ofSeconds(10);

  /** A device that was handed over may come with its old certificate for so long. */
  public static final Duration HANDOVER_VALIDITY = Duration.ofHours(24);

  /** Patience with a step of the ward CA's rollover: a token makes its key slowly. */
  public static final Duration ROLL_TIME_MAX = Duration.ofSeconds(60);

  /** Patience with erasing, the wait for the cloud apart. */
  public static final Duration ERASE_TIME_MAX = Duration.ofMinutes(5);

  /** Erasing that could not be done yet is tried again after this. */
  public static final Duration ERASE_RETRY = Duration.ofMinutes(1);

  /** Most retired devices erased at once. */
  public static final int ERASED_AT_ONCE_MAX_COUNT = 64;

  /** Most devices that one tick begins work for, of each kind. */
  public static final int BEGUN_AT_ONCE_MAX_COUNT = 64;

  /** Most devices expected from other gateways. */
  public static final int EXPECTED_MAX_COUNT = 4_096;

  /** A device waits so long for its MUD file before that is said. */
  public static final Duration PROFILE_WAIT_SAID_AFTER = Duration.ofSeconds(10);

  /** What a pledge says is recorded so often, of each kind. */
  public static final Duration PLEDGE_SAID_EVERY = Duration.ofMinutes(1);

  /** That the ward is full is said so often. */
  public static final Duration FULL_SAID_EVERY = Duration.ofMinutes(1);

  /** That somebody shows a device's revoked IDevID is said so often, of each device. */
  public static final Duration IDEVID_REVOKED_SAID_EVERY = Duration.ofHours(1);

  /** Longest path of a manufacturer's CAs that is followed. */
  public static final int IDEVID_PATH_MAX_COUNT = 8;

  /** After a leap of the clock, or a start, certificates count as expired no earlier. */
  public static final Duration SETTLING_MAX = Duration.ofHours(1);

  /** A clock that leapt no further than {@link #LEAP_ACCEPTED_MAX} is believed after this. */
  public static final Duration STEADY_MIN = Duration.ofMinutes(10);

  /** A leap of more than this is believed only when the gateway starts again. */
  public static final Duration LEAP_ACCEPTED_MAX = Duration.ofDays(7);
}
