package org.wardgate.attestation.eat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.ClaimMap;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** Reads submodules (RFC 9711 §4.2.18). For one token, by one thread. */
final class SubmoduleReader {
  /** Most submodules of a token, those of submodules included. */
  static final int COUNT_MAX = 16;

  /** Submodules of submodules of submodules, and no deeper. */
  static final int DEPTH_MAX = 3;

  private static final int NAME_MAX_CHARS = 64;

  private final EatReader reader;
  private int count;

  SubmoduleReader(EatReader reader) {
    this.reader = reader;
  }

  Map<String, EatClaims.Submodule> read(ClaimMap claims, int depth) throws RefusedException {
    Optional<CborValue> value = claims.value(EatLabels.SUBMODULES);
    if (value.isEmpty()) {
      return Map.of();
    }
    if (!(value.get() instanceof CborMap map) || map.entries().isEmpty()) {
      throw claims.bad(EatLabels.SUBMODULES, "must be a map with submodules");
    }
    if (depth >= DEPTH_MAX) {
      throw bad("they are nested deeper than " + DEPTH_MAX);
    }
    Map<String, EatClaims.Submodule> submodules = new LinkedHashMap<>();
    for (Map.Entry<CborValue, CborValue> entry : map.entries().entrySet()) {
      if (++count > COUNT_MAX) {
        throw bad("more than " + COUNT_MAX);
      }
      if (!(entry.getKey() instanceof CborText name)
          || name.value().isBlank()
          || name.value().length() > NAME_MAX_CHARS) {
        throw bad("a name must be a text of 1 to " + NAME_MAX_CHARS + " characters");
      }
      submodules.put(name.value(), submodule(name.value(), entry.getValue(), depth));
    }
    return submodules;
  }

  private EatClaims.Submodule submodule(String name, CborValue value, int depth)
      throws RefusedException {
    if (value instanceof CborMap inner) {
      String where = "submodule '" + name + "' ";
      return new EatClaims.Submodule.Inner(reader.read(where, inner, depth + 1));
    }
    if (value instanceof CborBytes token) {
      return new EatClaims.Submodule.Nested(token.value());
    }
    if (value instanceof CborArray) {
      throw bad("'" + name + "' is a digest of claims that are not in the token");
    }
    if (value instanceof CborText) {
      throw bad("'" + name + "' is a token in JSON");
    }
    throw bad("'" + name + "' is no submodule");
  }

  static RefusedException bad(String what) {
    return new RefusedException(AttestationErrors.BAD_SUBMODULE, what);
  }
}
