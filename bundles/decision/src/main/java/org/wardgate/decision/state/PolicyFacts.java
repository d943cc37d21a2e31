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
 * @param confirmed the target that enforcement last confirmed
 * @param refused a target that enforcement cannot express; it is not tried again
 */
public record PolicyFacts(
    String manufacturerId,
    NamedUrl named,
    Optional<ProfileId> profile,
    Optional<ProfileId> floor,
    boolean protectedFromCuts,
    Optional<ProfileId> target,
    boolean everAdmitted,
    boolean everCut,
    Optional<ProfileId> confirmed,
    Optional<ProfileId> refused) {

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
          false,
          Optional.empty(),
          Optional.empty());

  /** Of its MUD file, empty if not known. */
  public String mudUrl() {
    return named.url();
  }

  /** Another MUD URL; the profile is kept until the new file is verified. */
  public PolicyFacts withNamed(NamedUrl newNamed) {
    return new PolicyFacts(
        manufacturerId,
        newNamed,
        profile,
        floor,
        protectedFromCuts,
        target,
        everAdmitted,
        everCut,
        confirmed,
        refused);
  }

  /** Another device has its place: what the old one's maker declared does not count for it. */
  public PolicyFacts replacedBy(String newManufacturerId) {
    return new PolicyFacts(
        newManufacturerId,
        NamedUrl.NONE,
        Optional.empty(),
        floor,
        protectedFromCuts,
        target,
        everAdmitted,
        everCut,
        confirmed,
        Optional.empty());
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
        everCut,
        confirmed,
        refused);
  }

  /** Another floor, as the inventory says. */
  public PolicyFacts withFloor(Optional<ProfileId> newFloor, boolean newProtected) {
    return new PolicyFacts(
        manufacturerId,
        named,
        profile,
        newFloor,
        newProtected,
        target,
        everAdmitted,
        everCut,
        confirmed,
        refused);
  }

  /** Another target. Nothing in force needs no confirmation. */
  public PolicyFacts withTarget(Optional<ProfileId> newTarget) {
    Optional<ProfileId> stillConfirmed = newTarget.isEmpty() ? newTarget : confirmed;
    return new PolicyFacts(
        manufacturerId,
        named,
        profile,
        floor,
        protectedFromCuts,
        newTarget,
        everAdmitted,
        everCut,
        stillConfirmed,
        refused);
  }

  /** As admitted: from now on a protected device may not be cut. */
  public PolicyFacts admitted() {
    return new PolicyFacts(
        manufacturerId,
        named,
        profile,
        floor,
        protectedFromCuts,
        target,
        true,
        everCut,
        confirmed,
        refused);
  }

  /** As cut: from now on it gets nothing before it is admitted. */
  public PolicyFacts cut() {
    return new PolicyFacts(
        manufacturerId,
        named,
        profile,
        floor,
        protectedFromCuts,
        target,
        everAdmitted,
        true,
        confirmed,
        refused);
  }

  /** Its target is in force. */
  public PolicyFacts confirmedTarget() {
    return new PolicyFacts(
        manufacturerId,
        named,
        profile,
        floor,
        protectedFromCuts,
        target,
        everAdmitted,
        everCut,
        target,
        refused);
  }

  /** Enforcement cannot express a target, or, with an empty one, may be asked again. */
  public PolicyFacts refusing(Optional<ProfileId> newRefused) {
    return new PolicyFacts(
        manufacturerId,
        named,
        profile,
        floor,
        protectedFromCuts,
        target,
        everAdmitted,
        everCut,
        confirmed,
        newRefused);
  }

  /** Whether enforcement has refused this target already. */
  public boolean refuses(ProfileId wanted) {
    return refused.equals(Optional.of(wanted));
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
