package org.wardgate.attestation.profile;

import java.util.Optional;
import java.util.Set;

/**
 * What is known of a device besides its evidence. Immutable.
 *
 * @param overdue facts of {@link ProtectionProfile#runtime} that it has not told for too long
 * @param manufacturerId who made it, by the hospital's inventory: only that one's reference values
 *     count; empty if the inventory is not at hand
 */
public record Circumstances(Set<String> overdue, Optional<String> manufacturerId) {
  /** Nothing is. */
  public static final Circumstances NONE = new Circumstances(Set.of(), Optional.empty());

  /** Copies the set. */
  public Circumstances {
    overdue = Set.copyOf(overdue);
  }
}
