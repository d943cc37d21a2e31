package org.wardgate.attestation.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.DeviceClass;

/**
 * The profiles in force at one moment, the built-in one included. Immutable.
 *
 * @param byId by id
 */
public record Profiles(Map<String, ProtectionProfile> byId) {
  /** The built-in one alone. */
  public static final Profiles BUILT_IN =
      new Profiles(Map.of(BuiltInProfile.ID, BuiltInProfile.get()));

  /** Copies the map. */
  public Profiles {
    byId = Map.copyOf(byId);
  }

  /**
   * The profile that applies to a class.
   *
   * @param deviceClass the device's; without one the built-in profile applies
   * @throws RefusedException {@code WG-PRF-0002} if the class names one that is not in force, or
   *     that is not for this class: then nothing may be affirmed
   */
  public ProtectionProfile of(Optional<DeviceClass> deviceClass) throws RefusedException {
    String id = deviceClass.map(one -> one.assurance().protectionProfile()).orElse("");
    if (id.isEmpty()) {
      return BuiltInProfile.get();
    }
    ProtectionProfile profile = byId.get(id);
    if (profile == null) {
      throw new RefusedException(ProfileErrors.UNKNOWN_PROFILE, id);
    }
    String name = deviceClass.orElseThrow().name();
    if (!profile.appliesTo(name)) {
      throw new RefusedException(
          ProfileErrors.UNKNOWN_PROFILE, profile.label() + " is not for class " + name);
    }
    return profile;
  }

  /** The same with one more, or with another version of one. */
  public Profiles with(ProtectionProfile profile) {
    Map<String, ProtectionProfile> changed = new HashMap<>(byId);
    changed.put(profile.id(), profile);
    return new Profiles(changed);
  }

  /** The same without one. */
  public Profiles without(String id) {
    Map<String, ProtectionProfile> changed = new HashMap<>(byId);
    changed.remove(id);
    return new Profiles(changed);
  }

  /** Id and version of each, in order. */
  public List<String> labels() {
    return byId.values().stream().map(ProtectionProfile::label).sorted().toList();
  }
}
