package org.wardgate.decision.state;

import java.util.Optional;
import org.wardgate.api.policy.ProfileId;

/**
 * What a device may do.
 *
 * @param manufacturerId who made it, empty for a stranger
 * @param named its MUD URL
 * @param profile its MUD file, compiled; absent until verified
 * @param floor its therapy floor, absent if the inventory gives none
 * @param protectedFromCuts whether it may never be cut below its floor once admitted
 * @param target what shall be in force; absent means nothing
 * @param everAdmitted whether it ever had its declared traffic
 * @param everCut whether it ever lost trust
 */
public record PolicyFacts(
    String manufacturerId,
    NamedUrl named,
    Optional<ProfileId> profile,
    Optional<ProfileId> floor,
    boolean protectedFromCuts,
    Optional<ProfileId> target,
    boolean everAdmitted,
    boolean everCut) {

  /** A device of which nothing is known. */
  public static final PolicyFacts NONE =
      new PolicyFacts(
          "",
          NamedUrl.NONE,
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          false,
          false);

  /** Of its MUD file, empty if not known. */
  public String mudUrl() {
    return named.url();
  }

  /** Another MUD URL; the profile is kept until the new file is verified. */
  public PolicyFacts withNamed(NamedUrl newNamed) {
    return new PolicyFacts(
        manufacturerId, newNamed, profile, floor, protectedFromCuts, target, everAdmitted, everCut);
  }

  /** Another profile. */
  public PolicyFacts withProfile(ProfileId newProfile) {
    return new PolicyFacts(
        manufacturerId,
        named,
        Optional.of(newProfile),
        floor,
        protectedFromCuts,
        target,
        everAdmitted,
        everCut);
  }

  /** Another floor, as the inventory says. */
  public PolicyFacts withFloor(Optional<ProfileId> newFloor, boolean newProtected) {
    return new PolicyFacts(
        manufacturerId, named, profile, newFloor, newProtected, target, everAdmitted, everCut);
  }

  /** Another target. */
  public PolicyFacts withTarget(Optional<ProfileId> newTarget) {
    return new PolicyFacts(
        manufacturerId, named, profile, floor, protectedFromCuts, newTarget, everAdmitted, everCut);
  }

  /** As admitted: from now on a protected device may not be cut. */
  public PolicyFacts admitted() {
    return new PolicyFacts(
        manufacturerId, named, profile, floor, protectedFromCuts, target, true, everCut);
  }

  /** As cut: from now on it gets nothing before it is admitted. */
  public PolicyFacts cut() {
    return new PolicyFacts(
        manufacturerId, named, profile, floor, protectedFromCuts, target, everAdmitted, true);
  }

  /** Whether the therapy floor holds: the device was admitted once, so it may be in use. */
  public boolean floorHolds() {
    return protectedFromCuts && everAdmitted;
  }

  /**
   * What is left when everything is taken: nothing, unless a patient may depend on the device; then
   * its floor, or, if the inventory protects it without listing flows, what it has now.
   */
  public Optional<ProfileId> lowestTarget() {
    return floorHolds() ? floor.or(() -> target) : Optional.empty();
  }
}
