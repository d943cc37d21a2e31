package org.wardgate.references.corim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;

/**
 * One measurement-map, as far as it is of use here.
 *
 * @param key of the element as text, empty if anonymous
 * @param name of the component: what evidence calls it
 * @param signerId digest of the key that signed the component
 * @param version for people
 * @param svn security version number, exact or least
 * @param digests by name of the hash
 * @param registers digests of integrity registers, by register
 * @param flags by name; {@code is-configured} alone, of endorsements
 * @param serialNumber of the device; empty if not said
 * @param certification PSA certification reference; empty if not said
 * @param unusable what it says that nothing here can compare; empty if nothing
 */
public record Measurement(
    String key,
    String name,
    Optional<Bytes> signerId,
    String version,
    OptionalLong svn,
    Map<String, Set<Bytes>> digests,
    Map<String, Map<String, Set<Bytes>>> registers,
    Map<String, Boolean> flags,
    String serialNumber,
    String certification,
    List<String> unusable) {
  /** Copies the collections. */
  public Measurement {
    digests = Map.copyOf(digests);
    registers = Map.copyOf(registers);
    flags = Map.copyOf(flags);
    unusable = List.copyOf(unusable);
  }

  /** How many digests can be used. */
  public int valuesCount() {
    return unusable.isEmpty() && flags.isEmpty()
        ? count(digests) + registers.values().stream().mapToInt(Measurement::count).sum()
        : 0;
  }

  private static int count(Map<String, Set<Bytes>> byHash) {
    return byHash.values().stream().mapToInt(Set::size).sum();
  }
}
