package org.wardgate.api.attestation.reference;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;

/**
 * One released image of one component. A class may list several of the same name: any of them may
 * run; each name must be measured, unless it is optional.
 *
 * @param name as measured: a PSA measurement type, a TPM register as {@code pcr:7}, a DICE layer as
 *     {@code layer:1}; empty if the evidence gives none
 * @param signerId digest of the key that signed the image, absent if not said
 * @param digests hexadecimal-free digests by IANA name of the hash, for example {@code sha-256}
 * @param version for people; empty if not said
 * @param svn security version number, absent if not said; a lower one than another released image's
 *     of the same name is outdated
 * @param flags of CoMID, by name, for example {@code is-debug}
 * @param optional whether it need not be measured
 */
public record ReferenceComponent(
    String name,
    Optional<Bytes> signerId,
    Map<String, Set<Bytes>> digests,
    String version,
    OptionalLong svn,
    Map<String, Boolean> flags,
    boolean optional) {
  /** Copies the maps. */
  public ReferenceComponent {
    digests = Map.copyOf(digests);
    flags = Map.copyOf(flags);
  }

  /** Whether it lists a digest, whatever the hash's name. */
  public boolean lists(Bytes digest) {
    return digests.values().stream().anyMatch(of -> of.contains(digest));
  }
}
