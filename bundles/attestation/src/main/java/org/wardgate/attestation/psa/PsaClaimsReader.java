package org.wardgate.attestation.psa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborValue;

/** Reads the claims of RFC 9783 §4. Unknown claims are ignored (RFC 9711 §4). Stateless. */
final class PsaClaimsReader {
  /** The only profile accepted; RFC 9783 §4.6 describes older ones with other labels. */
  static final String PROFILE = "tag:psacertified.org,2023:psa#tfm";

  /** Most components. */
  static final int COMPONENTS_MAX_COUNT = 64;

  static final long LABEL_NONCE = 10;
  static final long LABEL_UEID = 256;
  static final long LABEL_PROFILE = 265;
  static final long LABEL_BOOT_SEED = 268;
  static final long LABEL_CLIENT_ID = 2394;
  static final long LABEL_LIFECYCLE = 2395;
  static final long LABEL_IMPLEMENTATION_ID = 2396;
  static final long LABEL_CERTIFICATION_REFERENCE = 2398;
  static final long LABEL_COMPONENTS = 2399;
  static final long LABEL_VERIFICATION_SERVICE = 2400;
  static final long LABEL_COMPONENT_TYPE = 1;
  static final long LABEL_COMPONENT_MEASUREMENT = 2;
  static final long LABEL_COMPONENT_VERSION = 4;
  static final long LABEL_COMPONENT_SIGNER = 5;
  static final long LABEL_COMPONENT_DESCRIPTION = 6;

  /** RFC 9783 §4: psa-hash-type, also the form of the nonce. */
  private static final Set<Integer> HASH_BYTES = Set.of(32, 48, 64);

  private static final int UEID_BYTES = 33;
  private static final byte UEID_RAND = 1;
  private static final int IMPLEMENTATION_ID_BYTES = 32;
  private static final int BOOT_SEED_MIN_BYTES = 8;
  private static final int BOOT_SEED_MAX_BYTES = 32;
  private static final int TEXT_MAX_CHARS = 256;
  private static final int URL_MAX_CHARS = 1_024;
  private static final long LIFECYCLE_MAX = 0xFFFF;
  private static final Pattern CERTIFICATION_REFERENCE = Pattern.compile("[0-9]{13}-[0-9]{5}");
  private static final Set<Integer> BOOT_SEED_BYTES = bootSeedLengths();

  private final ClaimMap claims;

  private PsaClaimsReader(ClaimMap claims) {
    this.claims = claims;
  }

  static PsaClaims read(CborMap map) throws RefusedException {
    return new PsaClaimsReader(new ClaimMap("", map)).read();
  }

  private PsaClaims read() throws RefusedException {
    String profile = claims.text(LABEL_PROFILE, TEXT_MAX_CHARS);
    if (!profile.equals(PROFILE)) {
      throw new RefusedException(AttestationErrors.WRONG_PROFILE, profile);
    }
    return new PsaClaims(
        claims.bytes(LABEL_NONCE, HASH_BYTES),
        instanceId(),
        claims.bytes(LABEL_IMPLEMENTATION_ID, Set.of(IMPLEMENTATION_ID_BYTES)),
        claims.integer(LABEL_CLIENT_ID, Integer.MIN_VALUE, Integer.MAX_VALUE),
        lifecycle(),
        claims.optionalBytes(LABEL_BOOT_SEED, BOOT_SEED_BYTES),
        certificationReference(),
        components(),
        claims.optionalText(LABEL_VERIFICATION_SERVICE, URL_MAX_CHARS));
  }

  private Bytes instanceId() throws RefusedException {
    Bytes ueid = claims.bytes(LABEL_UEID, Set.of(UEID_BYTES));
    // RFC 9783 §4.2.1: type RAND of RFC 9711 §4.2.1
    if (ueid.toArray()[0] != UEID_RAND) {
      throw claims.bad(LABEL_UEID, "must be of type RAND");
    }
    return ueid;
  }

  private Lifecycle lifecycle() throws RefusedException {
    return Lifecycle.of(claims.integer(LABEL_LIFECYCLE, 0, LIFECYCLE_MAX))
        .orElseThrow(() -> claims.bad(LABEL_LIFECYCLE, "is in no registered range"));
  }

  private Optional<String> certificationReference() throws RefusedException {
    Optional<String> reference = claims.optionalText(LABEL_CERTIFICATION_REFERENCE, TEXT_MAX_CHARS);
    if (reference.isPresent() && !CERTIFICATION_REFERENCE.matcher(reference.get()).matches()) {
      throw claims.bad(LABEL_CERTIFICATION_REFERENCE, "must be 13 digits, a hyphen, 5 digits");
    }
    return reference;
  }

  private List<PsaClaims.Component> components() throws RefusedException {
    List<PsaClaims.Component> components = new ArrayList<>();
    for (CborValue value : claims.array(LABEL_COMPONENTS, COMPONENTS_MAX_COUNT).items()) {
      if (!(value instanceof CborMap map)) {
        throw claims.bad(LABEL_COMPONENTS, "must hold maps");
      }
      components.add(component(new ClaimMap("component " + components.size() + " ", map)));
    }
    return components;
  }

  private static PsaClaims.Component component(ClaimMap fields) throws RefusedException {
    fields.optionalText(LABEL_COMPONENT_DESCRIPTION, TEXT_MAX_CHARS);
    return new PsaClaims.Component(
        fields.optionalText(LABEL_COMPONENT_TYPE, TEXT_MAX_CHARS).orElse(""),
        fields.bytes(LABEL_COMPONENT_MEASUREMENT, HASH_BYTES),
        fields.optionalText(LABEL_COMPONENT_VERSION, TEXT_MAX_CHARS).orElse(""),
        fields.bytes(LABEL_COMPONENT_SIGNER, HASH_BYTES));
  }

  private static Set<Integer> bootSeedLengths() {
    Set<Integer> lengths = new HashSet<>();
    for (int length = BOOT_SEED_MIN_BYTES; length <= BOOT_SEED_MAX_BYTES; length++) {
      lengths.add(length);
    }
    return Set.copyOf(lengths);
  }
}
