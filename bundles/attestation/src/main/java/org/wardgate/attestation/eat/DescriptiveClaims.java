package org.wardgate.attestation.eat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.ClaimMap;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** Reads what a claims set says of hardware, software, boot and certification. Stateless. */
final class DescriptiveClaims {
  private static final int TEXT_MAX_CHARS = 256;
  private static final int MODEL_MAX_BYTES = 32;
  private static final int OEM_IEEE_BYTES = 3;
  private static final int OEM_RANDOM_BYTES = 16;
  private static final long OEM_PEN_MAX = 0xFFFF_FFFFL;
  private static final int PROFILE_OID_MAX_BYTES = 64;
  private static final int DLOAS_MAX_COUNT = 8;
  private static final int DLOA_MIN_COUNT = 2;
  private static final int DLOA_MAX_COUNT = 3;
  private static final long TIME_MAX_SECONDS = 253_402_300_799L;

  /** RFC 9711 §4.2.9: by value. */
  private static final List<String> DEBUG =
      List.of(
          "enabled",
          "disabled",
          "disabled-since-boot",
          "disabled-permanently",
          "disabled-fully-and-permanently");

  /** RFC 9711 §4.3.3: by value, from 1. */
  private static final List<String> USES =
      List.of("", "generic", "registration", "provisioning", "csr", "pop");

  private DescriptiveClaims() {}

  static void read(ClaimMap claims, Map<String, FactValue> facts) throws RefusedException {
    profile(claims, facts);
    oem(claims, facts);
    claims
        .optionalBytes(EatLabels.HARDWARE_MODEL, 1, MODEL_MAX_BYTES)
        .ifPresent(model -> facts.put("hardware-model", FactValue.of(model)));
    version(claims, EatLabels.HARDWARE_VERSION, "hardware-version", facts);
    claims
        .optionalText(EatLabels.SOFTWARE_NAME, TEXT_MAX_CHARS)
        .ifPresent(name -> facts.put("software-name", FactValue.of(name)));
    version(claims, EatLabels.SOFTWARE_VERSION, "software-version", facts);
    claims
        .optionalBool(EatLabels.OEM_BOOT)
        .ifPresent(authentic -> facts.put("oem-boot", FactValue.of(authentic)));
    claims
        .optionalInteger(EatLabels.DEBUG_STATUS, 0, DEBUG.size() - 1)
        .ifPresent(state -> facts.put("debug", FactValue.of(DEBUG.get(Math.toIntExact(state)))));
    claims
        .optionalInteger(EatLabels.INTENDED_USE, 1, USES.size() - 1)
        .ifPresent(use -> facts.put("intended-use", FactValue.of(USES.get(Math.toIntExact(use)))));
    claims
        .optionalInteger(EatLabels.ISSUED_AT, -TIME_MAX_SECONDS, TIME_MAX_SECONDS)
        .ifPresent(at -> facts.put("issued-at", FactValue.of(at)));
    dloas(claims, facts);
    MeasurementsClaim.results(claims, facts);
  }

  /** The hardware model, which only its maker's references know. */
  static Optional<String> classId(ClaimMap claims) throws RefusedException {
    return claims
        .optionalBytes(EatLabels.HARDWARE_MODEL, 1, MODEL_MAX_BYTES)
        .map(model -> "bytes:" + model.hex());
  }

  /** RFC 9711 §4.3.2: a URI or an OID. */
  private static void profile(ClaimMap claims, Map<String, FactValue> facts)
      throws RefusedException {
    Optional<CborValue> value = claims.value(EatLabels.PROFILE);
    if (value.isEmpty()) {
      return;
    }
    if (value.get() instanceof CborText text && text.value().length() <= TEXT_MAX_CHARS) {
      facts.put("profile", FactValue.of(text.value()));
    } else if (value.get() instanceof CborBytes oid
        && oid.value().length() <= PROFILE_OID_MAX_BYTES) {
      facts.put("profile", FactValue.of(oid.value()));
    } else {
      throw claims.bad(EatLabels.PROFILE, "must be a URI or an object identifier");
    }
  }

  /** RFC 9711 §4.2.3: enterprise number, IEEE number, or random. */
  private static void oem(ClaimMap claims, Map<String, FactValue> facts) throws RefusedException {
    Optional<CborValue> value = claims.value(EatLabels.OEM_ID);
    if (value.isEmpty()) {
      return;
    }
    if (value.get() instanceof CborInt) {
      long pen = claims.integer(EatLabels.OEM_ID, 0, OEM_PEN_MAX);
      facts.put("oemid", FactValue.of("pen:" + pen));
      return;
    }
    Bytes id = claims.bytes(EatLabels.OEM_ID, java.util.Set.of(OEM_IEEE_BYTES, OEM_RANDOM_BYTES));
    String kind = id.length() == OEM_IEEE_BYTES ? "ieee:" : "random:";
    facts.put("oemid", FactValue.of(kind + id.hex()));
  }

  /**
   * RFC 9711 §4.2.5: the version and how it is written. Some examples of the RFC have the text
   * alone, so that is accepted.
   */
  private static void version(
      ClaimMap claims, long label, String fact, Map<String, FactValue> facts)
      throws RefusedException {
    Optional<CborValue> value = claims.value(label);
    if (value.isEmpty()) {
      return;
    }
    CborValue version =
        value.get() instanceof CborArray array
                && !array.items().isEmpty()
                && array.items().size() <= 2
            ? array.items().get(0)
            : value.get();
    if (!(version instanceof CborText text) || text.value().length() > TEXT_MAX_CHARS) {
      throw claims.bad(label, "must be a version of at most " + TEXT_MAX_CHARS + " characters");
    }
    facts.put(fact, FactValue.of(text.value()));
  }

  /** RFC 9711 §4.2.14: registrar, platform label, application label. Not fetched. */
  private static void dloas(ClaimMap claims, Map<String, FactValue> facts) throws RefusedException {
    Optional<CborArray> array = claims.optionalArray(EatLabels.DLOAS, DLOAS_MAX_COUNT);
    if (array.isEmpty()) {
      return;
    }
    List<String> all = new ArrayList<>();
    for (CborValue item : array.get().items()) {
      if (!(item instanceof CborArray dloa)
          || dloa.items().size() < DLOA_MIN_COUNT
          || dloa.items().size() > DLOA_MAX_COUNT) {
        throw claims.bad(EatLabels.DLOAS, "must hold arrays of 2 or 3");
      }
      List<String> parts = new ArrayList<>();
      for (CborValue part : dloa.items()) {
        if (!(part instanceof CborText text) || text.value().length() > TEXT_MAX_CHARS) {
          throw claims.bad(EatLabels.DLOAS, "must hold short texts");
        }
        parts.add(text.value());
      }
      all.add(String.join(" ", parts));
    }
    facts.put("dloas", FactValue.of(String.join("\n", all)));
  }
}
