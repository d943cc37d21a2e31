package org.wardgate.attestation.ear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * Reads results as CBOR claims of draft-ietf-rats-ear-04. Unknown claims are ignored, known ones
 * must be as they should. Nothing is verified here. Stateless.
 */
public final class EarCborReader {
  private static final int DEPTH_MAX = 16;
  private static final int ITEMS_MAX_COUNT = 8_192;

  /** For results and the messages that carry them. */
  static final CborLimits LIMITS =
      new CborLimits(EarCheck.SIZE_MAX_BYTES, DEPTH_MAX, ITEMS_MAX_COUNT);

  private EarCborReader() {}

  /**
   * Reads.
   *
   * @throws RefusedException {@code WG-PRF-0012}
   */
  public static Ear read(Bytes content) throws RefusedException {
    CborMap root = map(parse(content), "the result");
    String profile = text(root.get(EarCbor.PROFILE), "profile");
    if (!profile.equals(Ear.PROFILE)) {
      throw EarCheck.refused("profile " + profile);
    }
    CborMap verifier = map(required(root.get(EarCbor.VERIFIER), "verifier id"), "verifier id");
    return new Ear(
        profile,
        integer(required(root.get(EarCbor.ISSUED_AT), "iat"), "iat"),
        text(verifier.get(EarCbor.DEVELOPER), "developer"),
        text(verifier.get(EarCbor.BUILD), "build"),
        bytes(root.get(EarCbor.NONCE), "nonce"),
        raw(root.get(EarCbor.RAW_EVIDENCE)),
        parts(map(required(root.get(EarCbor.SUBMODULES), "submods"), "submods")));
  }

  private static CborValue parse(Bytes content) throws RefusedException {
    try {
      return CborReader.read(content, LIMITS);
    } catch (CryptoException e) {
      throw EarCheck.refused(e.reason() + ": " + e.getMessage());
    }
  }

  private static Map<String, Ear.Part> parts(CborMap submodules) throws RefusedException {
    int count = submodules.entries().size();
    if (count == 0 || count > EarCheck.PARTS_MAX_COUNT) {
      throw EarCheck.refused("submods must have 1 to " + EarCheck.PARTS_MAX_COUNT + " parts");
    }
    Map<String, Ear.Part> parts = new HashMap<>();
    for (Map.Entry<CborValue, CborValue> entry : submodules.entries().entrySet()) {
      String name = text(Optional.of(entry.getKey()), "name of a submodule");
      parts.put(name, part(map(entry.getValue(), name)));
    }
    return EarCheck.parts(parts);
  }

  private static Ear.Part part(CborMap node) throws RefusedException {
    Map<String, Integer> vector = new HashMap<>();
    Optional<CborValue> claims = node.get(EarCbor.VECTOR);
    if (claims.isPresent()) {
      for (Map.Entry<CborValue, CborValue> claim :
          map(claims.get(), "vector").entries().entrySet()) {
        long number = integer(claim.getKey(), "claim");
        if (number < 0 || number >= EarCheck.CLAIMS.size()) {
          throw EarCheck.refused("no trustworthiness claim " + number);
        }
        vector.put(
            EarCheck.CLAIMS.get((int) number).claimName(),
            EarCheck.value(integer(claim.getValue(), "value of a claim")));
      }
    }
    return EarCheck.part(
        EarCheck.tier(integer(required(node.get(EarCbor.STATUS), "status"), "status")),
        vector,
        policies(node.get(EarCbor.POLICY_IDS)),
        Ear.Details.NONE);
  }

  private static List<String> policies(Optional<CborValue> value) throws RefusedException {
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof CborArray array)
        || array.items().isEmpty()
        || array.items().size() > EarCheck.POLICIES_MAX_COUNT) {
      throw EarCheck.refused("policy ids must be an array");
    }
    List<String> policies = new ArrayList<>();
    for (CborValue policy : array.items()) {
      policies.add(text(Optional.of(policy), "policy id"));
    }
    return policies;
  }

  /** The evidence alone, or the second element of a conceptual message wrapper. */
  private static Optional<Bytes> raw(Optional<CborValue> value) throws RefusedException {
    if (value.isPresent() && value.get() instanceof CborArray wrapper) {
      if (wrapper.items().size() < 2) {
        throw EarCheck.refused("raw evidence must be evidence or a wrapper of it");
      }
      return bytes(Optional.of(wrapper.items().get(1)), "raw evidence");
    }
    return bytes(value, "raw evidence");
  }

  private static CborValue required(Optional<CborValue> value, String name)
      throws RefusedException {
    return value.orElseThrow(() -> EarCheck.refused(name + " is missing"));
  }

  private static CborMap map(CborValue value, String name) throws RefusedException {
    if (value instanceof CborMap map) {
      return map;
    }
    throw EarCheck.refused(name + " must be a map");
  }

  private static long integer(CborValue value, String name) throws RefusedException {
    if (value instanceof CborInt number && number.fitsLong()) {
      return number.asLong();
    }
    throw EarCheck.refused(name + " must be an integer");
  }

  private static String text(Optional<CborValue> value, String name) throws RefusedException {
    if (value.isPresent()
        && value.get() instanceof CborText text
        && text.value().length() <= EarCheck.TEXT_MAX_CHARS) {
      return text.value();
    }
    throw EarCheck.refused(name + " must be a text");
  }

  private static Optional<Bytes> bytes(Optional<CborValue> value, String name)
      throws RefusedException {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborBytes bytes) {
      return Optional.of(bytes.value());
    }
    throw EarCheck.refused(name + " must be a byte string");
  }
}
