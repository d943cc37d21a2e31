package org.wardgate.attestation.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;

/**
 * What a manufacturer says about one implementation. Immutable.
 *
 * @param id of the file, stable over its versions
 * @param version rises with every issue, at least 1
 * @param manufacturer the inventory's id of it
 * @param implementationId the immutable root of trust's identity, 32 bytes
 * @param components measured boot stages and images; empty means nothing to compare with
 * @param controls endorsed security controls; they count only while the measurements match
 * @param certificationReference of the implementation; if present, the endorsed controls count only
 *     for tokens that carry the same one
 */
public record ReferenceValues(
    String id,
    long version,
    String manufacturer,
    Bytes implementationId,
    List<Component> components,
    Map<String, Boolean> controls,
    Optional<String> certificationReference) {
  /** Copies the collections. */
  public ReferenceValues {
    components = List.copyOf(components);
    controls = Map.copyOf(controls);
  }

  /** For people: {@code id v3}. */
  public String label() {
    return id + " v" + version;
  }

  /**
   * One component that may or must be measured.
   *
   * @param type as in the token, for example {@code BL}; empty if the token gives none
   * @param signerId digest of the signer's key: 32, 48 or 64 bytes
   * @param values digests of its released images
   * @param version for people
   * @param required whether a token without it is incomplete
   */
  public record Component(
      String type, Bytes signerId, Set<Bytes> values, String version, boolean required) {
    /** Copies the set. */
    public Component {
      values = Set.copyOf(values);
    }
  }
}
