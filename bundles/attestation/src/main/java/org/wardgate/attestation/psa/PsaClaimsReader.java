package org.wardgate.attestation.psa;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.ClaimMap;
import org.wardgate.crypto.cbor.CborMap;

/** Reads the claims of RFC 9783 §4. Unknown claims are ignored (RFC 9711 §4). Stateless. */
final class PsaClaimsReader {
  /** RFC 9783 §4: psa-hash-type, also the form of the nonce. */
  private static final Set<Integer> HASH_BYTES = Set.of(32, 48, 64);

  private static final int UEID_BYTES = 33;
  private static final byte UEID_RAND = 1;
  private static final int IMPLEMENTATION_ID_BYTES = 32;
  private static final int BOOT_SEED_MAX_BYTES = 32;
  private static final int TEXT_MAX_CHARS = 256;
  private static final int URL_MAX_CHARS = 1_024;
  private static final long LIFECYCLE_MAX = 0xFFFF;

  private final ClaimMap claims;
  private final PsaLabels labels;

  private PsaClaimsReader(ClaimMap claims, PsaLabels labels) {
    this.claims = claims;
    this.labels = labels;
  }

  static PsaClaims read(CborMap map) throws RefusedException {
    ClaimMap claims = new ClaimMap("", map);
    return new PsaClaimsReader(claims, labels(claims)).read();
  }

  /** The profile claim of RFC 9783 decides; only without it may the token be an older one. */
  private static PsaLabels labels(ClaimMap claims) {
    boolean legacy =
        claims.value(PsaLabels.TFM.profile()).isEmpty()
            && (claims.value(PsaLabels.LEGACY.profile()).isPresent()
                || claims.value(PsaLabels.LEGACY.nonce()).isPresent());
    return legacy ? PsaLabels.LEGACY : PsaLabels.TFM;
  }

  private PsaClaims read() throws RefusedException {
    String profile =
        labels.profileRequired()
            ? claims.text(labels.profile(), TEXT_MAX_CHARS)
            : claims.optionalText(labels.profile(), TEXT_MAX_CHARS).orElse(labels.profileName());
    if (!profile.equals(labels.profileName())) {
      throw new RefusedException(AttestationErrors.WRONG_PROFILE, profile);
    }
    return new PsaClaims(
        profile,
        claims.bytes(labels.nonce(), HASH_BYTES),
        instanceId(),
        claims.bytes(labels.implementationId(), Set.of(IMPLEMENTATION_ID_BYTES)),
        claims.integer(labels.clientId(), Integer.MIN_VALUE, Integer.MAX_VALUE),
        lifecycle(),
        bootSeed(),
        certificationReference(),
        components(),
        claims.optionalText(labels.verificationService(), URL_MAX_CHARS));
  }

  private Bytes instanceId() throws RefusedException {
    Bytes ueid = claims.bytes(labels.instanceId(), Set.of(UEID_BYTES));
    // RFC 9783 §4.2.1: type RAND of RFC 9711 §4.2.1
    if (ueid.toArray()[0] != UEID_RAND) {
      throw claims.bad(labels.instanceId(), "must be of type RAND");
    }
    return ueid;
  }

  private Lifecycle lifecycle() throws RefusedException {
    return Lifecycle.of(claims.integer(labels.lifecycle(), 0, LIFECYCLE_MAX))
        .orElseThrow(() -> claims.bad(labels.lifecycle(), "is in no registered range"));
  }

  private Optional<Bytes> bootSeed() throws RefusedException {
    Optional<Bytes> seed =
        claims.optionalBytes(labels.bootSeed(), labels.bootSeedMinBytes(), BOOT_SEED_MAX_BYTES);
    if (seed.isEmpty() && labels.bootSeedRequired()) {
      throw new RefusedException(AttestationErrors.MISSING_CLAIM, "claim " + labels.bootSeed());
    }
    return seed;
  }

  private Optional<String> certificationReference() throws RefusedException {
    Optional<String> reference =
        claims.optionalText(labels.certificationReference(), TEXT_MAX_CHARS);
    if (reference.isPresent() && !labels.certification().matcher(reference.get()).matches()) {
      throw claims.bad(labels.certificationReference(), "must be 13 digits, a hyphen, 5 digits");
    }
    return reference;
  }

  private List<PsaClaims.Component> components() throws RefusedException {
    // Of old, a token could say that nothing was measured; then nothing can be affirmed either.
    if (claims.value(labels.components()).isEmpty()
        && claims.optionalInteger(labels.noMeasurements(), 1, 1).isPresent()) {
      return List.of();
    }
    return SoftwareComponents.read(claims, labels.components());
  }
}
