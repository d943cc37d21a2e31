package org.wardgate.attestation.profile;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.scheme.TrustClaim;

/**
 * An appraisal policy for classes of devices, as docs/protection-profiles.md describes it. Made by
 * {@link ProfileReader} only, so every one is valid. Immutable.
 *
 * @param id stable over its versions
 * @param version rises
 * @param deviceClasses it may be applied to; empty means any
 * @param level the tier that an appraisal must reach
 * @param claimsRequired must be affirmed, besides {@link #ALWAYS_REQUIRED}
 * @param runtime what must be attested again and again
 * @param submodules by name
 * @param rules in order
 * @param text the JSON file, byte for byte
 */
public record ProtectionProfile(
    String id,
    long version,
    Set<String> deviceClasses,
    Tier level,
    Set<TrustClaim> claimsRequired,
    List<RuntimeProperty> runtime,
    Map<String, SubmoduleRequirement> submodules,
    List<Rule> rules,
    Bytes text) {
  /** Nothing is affirming without these, whatever a profile says. */
  public static final Set<TrustClaim> ALWAYS_REQUIRED =
      Set.copyOf(
          EnumSet.of(TrustClaim.INSTANCE_IDENTITY, TrustClaim.HARDWARE, TrustClaim.EXECUTABLES));

  /** Copies the collections. */
  public ProtectionProfile {
    deviceClasses = Set.copyOf(deviceClasses);
    claimsRequired = Set.copyOf(claimsRequired);
    runtime = List.copyOf(runtime);
    submodules = Map.copyOf(submodules);
    rules = List.copyOf(rules);
  }

  /** Id and version in one text, for example {@code infusion-pump v3}. */
  public String label() {
    return id + " v" + version;
  }

  /** Whether it may be applied to a class of devices. */
  public boolean appliesTo(String deviceClass) {
    return deviceClasses.isEmpty() || deviceClasses.contains(deviceClass);
  }
}
