package org.wardgate.decision.state;

import java.util.Optional;
import org.wardgate.api.policy.ProfileId;

/**
 * What a device may do.
 *
 * @param manufacturerId who made it, empty for a stranger
 * @param mudUrl of its MUD file, empty if not known
 * @param profile its MUD file, compiled; absent until verified
 * @param floor its therapy floor, absent if the inventory gives none
 * @param protectedFromCuts whether it may never be cut below its floor once admitted
 * @param target what shall be in force; absent means nothing
 * @param everAdmitted whether it ever had its declared traffic
 */
public record PolicyFacts(
    String manufacturerId,
    String mudUrl,
    Optional<ProfileId> profile,
    Optional<ProfileId> floor,
    boolean protectedFromCuts,
    Optional<ProfileId> target,
    boolean everAdmitted) {

  /** A device of which nothing is known. */
  public static final PolicyFacts NONE =
      new PolicyFacts("", "", Optional.empty(), Optional.empty(), false, Optional.empty(), false);

  /** Another MUD URL; the profile is kept until the new file is verified. */
  public PolicyFacts withMudUrl(String newMudUrl) {
    return new PolicyFacts(
        manufacturerId, newMudUrl, profile, floor, protectedFromCuts, target, everAdmitted);
  }

  /** Another profile. */
  public PolicyFacts withProfile(ProfileId newProfile) {
    return new PolicyFacts(
        manufacturerId,
        mudUrl,
        Optional.of(newProfile),
        floor,
        protectedFromCuts,
        target,
        everAdmitted);
  }

  /** Another floor, as the inventory says. */
  public PolicyFacts withFloor(Optional<ProfileId> newFloor, boolean newProtected) {
    return new PolicyFacts(
        manufacturerId, mudUrl, profile, newFloor, newProtected, target, everAdmitted);
  }

  /** Another target. */
  public PolicyFacts withTarget(Optional<ProfileId> newTarget) {
    return new PolicyFacts(
        manufacturerId, mudUrl, profile, floor, protectedFromCuts, newTarget, everAdmitted);
  }

  /** As admitted: from now on a protected device may not be cut. */
  public PolicyFacts admitted() {
    return new PolicyFacts(manufacturerId, mudUrl, profile, floor, protectedFromCuts, target, true);
  }

  /** Whether the therapy floor holds: the device was admitted once, so it may be in use. */
  public boolean floorHolds() {
    return protectedFromCuts && everAdmitted;
  }
}
