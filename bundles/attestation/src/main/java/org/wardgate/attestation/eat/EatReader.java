package org.wardgate.attestation.eat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.psa.SoftwareComponents;
import org.wardgate.attestation.scheme.ClaimMap;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.RuntimeClaims;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborValue;

/**
 * Reads claims sets of RFC 9711 §4. Unknown claims are ignored; location and manifests are not
 * looked at. For one token, by one thread.
 */
public final class EatReader {
  private static final int NONCE_MIN_BYTES = 8;
  private static final int NONCE_MAX_BYTES = 64;
  private static final int NONCES_MAX_COUNT = 8;
  private static final int UEID_MIN_BYTES = 7;
  private static final int UEID_MAX_BYTES = 33;
  private static final int SEED_MIN_BYTES = 8;
  private static final int SEED_MAX_BYTES = 64;
  private static final long TIME_MAX_SECONDS = 253_402_300_799L;

  private final Instant now;
  private final SubmoduleReader submodules = new SubmoduleReader(this);

  /**
   * For one token.
   *
   * @param now for the claims of its validity
   */
  public EatReader(Instant now) {
    this.now = now;
  }

  /**
   * Reads the claims set of a token.
   *
   * @throws RefusedException {@code WG-ATT-0012}, {@code -0013}, {@code -0029} or {@code -0030}
   */
  public EatClaims read(CborMap map) throws RefusedException {
    return read("", map, 0);
  }

  EatClaims read(String where, CborMap map, int depth) throws RefusedException {
    ClaimMap claims = new ClaimMap(where, map);
    validity(claims);
    RuntimeClaims runtime = RuntimeClaims.read(map);
    Map<String, FactValue> facts = new HashMap<>(runtime.facts());
    DescriptiveClaims.read(claims, facts);
    Optional<Bytes> ueid = claims.optionalBytes(EatLabels.UEID, UEID_MIN_BYTES, UEID_MAX_BYTES);
    ueid.ifPresent(value -> facts.put("ueid", FactValue.of(value)));
    Optional<Bytes> seed =
        claims.optionalBytes(EatLabels.BOOT_SEED, SEED_MIN_BYTES, SEED_MAX_BYTES);
    seed.ifPresent(value -> facts.put("boot-seed", FactValue.of(value)));
    Optional<Long> bootCount = count(claims, EatLabels.BOOT_COUNT, "boot-count", facts);
    Optional<Long> uptime = count(claims, EatLabels.UPTIME, "uptime-seconds", facts);
    List<MeasuredComponent> components = runtime.with(components(claims));
    Observed observed =
        new Observed(
            Components.sha256(components),
            "",
            version(facts, components),
            false,
            seed.map(Bytes::hex).orElse(""),
            optional(bootCount),
            runtime.batteryPercent(),
            optional(uptime));
    return new EatClaims(
        nonces(claims),
        ueid,
        DescriptiveClaims.classId(claims),
        components,
        facts,
        observed,
        submodules.read(claims, depth));
  }

  /** RFC 8392 §3.1.4, §3.1.5. */
  private void validity(ClaimMap claims) throws RefusedException {
    Optional<Long> expiry =
        claims.optionalInteger(EatLabels.EXPIRY, -TIME_MAX_SECONDS, TIME_MAX_SECONDS);
    if (expiry.isPresent() && now.getEpochSecond() >= expiry.get()) {
      throw new RefusedException(AttestationErrors.NOT_VALID_NOW, "it ended at " + expiry.get());
    }
    Optional<Long> notBefore =
        claims.optionalInteger(EatLabels.NOT_BEFORE, -TIME_MAX_SECONDS, TIME_MAX_SECONDS);
    if (notBefore.isPresent() && now.getEpochSecond() < notBefore.get()) {
      throw new RefusedException(
          AttestationErrors.NOT_VALID_NOW, "it begins at " + notBefore.get());
    }
  }

  /** RFC 9711 §4.1: one byte string, or several in an array. */
  private static List<Bytes> nonces(ClaimMap claims) throws RefusedException {
    Optional<CborValue> value = claims.value(EatLabels.NONCE);
    if (value.isEmpty()) {
      return List.of();
    }
    List<CborValue> items =
        value.get() instanceof CborArray array ? array.items() : List.of(value.get());
    if (items.isEmpty() || items.size() > NONCES_MAX_COUNT) {
      throw claims.bad(EatLabels.NONCE, "must be 1 to " + NONCES_MAX_COUNT);
    }
    List<Bytes> nonces = new ArrayList<>(items.size());
    for (CborValue item : items) {
      if (!(item instanceof CborBytes bytes)
          || bytes.value().length() < NONCE_MIN_BYTES
          || bytes.value().length() > NONCE_MAX_BYTES) {
        throw claims.bad(EatLabels.NONCE, "must be byte strings of 8 to 64 bytes");
      }
      nonces.add(bytes.value());
    }
    return nonces;
  }

  private static List<MeasuredComponent> components(ClaimMap claims) throws RefusedException {
    List<MeasuredComponent> components = new ArrayList<>();
    if (claims.value(SoftwareComponents.LABEL).isPresent()) {
      components.addAll(
          SoftwareComponents.measured(SoftwareComponents.read(claims, SoftwareComponents.LABEL)));
    }
    components.addAll(MeasurementsClaim.read(claims));
    return components;
  }

  private static String version(Map<String, FactValue> facts, List<MeasuredComponent> components) {
    return facts.get("software-version") instanceof FactValue.Text text
        ? text.value()
        : Components.version(components);
  }

  private static Optional<Long> count(
      ClaimMap claims, long label, String fact, Map<String, FactValue> facts)
      throws RefusedException {
    Optional<Long> value = claims.optionalInteger(label, 0, Long.MAX_VALUE);
    value.ifPresent(number -> facts.put(fact, FactValue.of(number)));
    return value;
  }

  private static OptionalLong optional(Optional<Long> value) {
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }
}
