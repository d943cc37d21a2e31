package org.wardgate.api.inventory;

import java.security.cert.X509CRL;
import java.util.List;
import java.util.Set;

/**
 * What a manufacturer's IDevIDs must keep to, beyond a valid chain (IEEE 802.1AR §8).
 *
 * @param organizations the subject's organizationName must be one of these; empty means any
 * @param hardwareTypes the hwType of the hardwareModuleName (RFC 4108 §5), dotted OIDs, of which it
 *     must be one; empty means any
 * @param hardwareModuleNameRequired whether a hardwareModuleName must be there
 * @param keyAlgorithms keys allowed
 * @param revocations the manufacturer's CRLs; each is signed by one of its CAs
 */
public record IdevidRules(
    List<String> organizations,
    List<String> hardwareTypes,
    boolean hardwareModuleNameRequired,
    Set<KeyAlgorithm> keyAlgorithms,
    List<X509CRL> revocations) {
  /** Any name, every allowed key, nothing revoked. */
  public static final IdevidRules DEFAULT =
      new IdevidRules(List.of(), List.of(), false, Set.of(KeyAlgorithm.values()), List.of());

  /** Copies the collections. */
  public IdevidRules {
    organizations = List.copyOf(organizations);
    hardwareTypes = List.copyOf(hardwareTypes);
    keyAlgorithms = Set.copyOf(keyAlgorithms);
    revocations = List.copyOf(revocations);
  }

  /** Keys that a device may prove itself with. */
  public enum KeyAlgorithm {
    /** ECDSA on NIST P-256. */
    P256,
    /** ECDSA on NIST P-384. */
    P384,
    /** EdDSA on Curve25519 (RFC 8032). */
    ED25519
  }
}
