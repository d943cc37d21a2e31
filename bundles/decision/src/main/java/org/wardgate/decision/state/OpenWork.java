package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.policy.ProfileId;

/**
 * An intent that was not answered yet.
 *
 * @param kind what was asked
 * @param device for whom, absent if for the whole ward
 * @param deadline when nobody waits for the answer any more
 * @param placed the policy that is put in force for the device; absent if none is
 */
public record OpenWork(
    Kind kind, Optional<DeviceId> device, Instant deadline, Optional<ProfileId> placed) {
  /** Kinds of intents that are answered. */
  public enum Kind {
    /** A MUD file is fetched. */
    FETCH,
    /** A MUD file whose validity is over is fetched again, for all its devices. */
    REFRESH,
    /** A hardware address is looked up. */
    BIND,
    /** A certificate is issued. */
    ISSUE,
    /** A policy is put in force or taken out of it. */
    PLACE,
    /** The whole ward is put in force. */
    RECONCILE,
    /** A device is challenged. */
    CHALLENGE,
    /** Addresses of a name are inserted. */
    NAME,
    /** A device's certificates are taken back. */
    REVOKE,
    /** A device gets its configuration. */
    CONFIGURE,
    /** A handover is signed. */
    SIGN,
    /** The ward CA's key is changed. */
    ROLL,
    /** A change of what appraisals depend on is tried, adopted or dropped. */
    CHANGE,
    /** The journal's records of retired devices are erased. */
    ERASE
  }
}
