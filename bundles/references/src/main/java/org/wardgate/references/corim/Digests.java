package org.wardgate.references.corim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborValue;

/** Reads lists of digests. Stateless. */
final class Digests {
  /** IANA Named Information hash algorithms that are long enough to identify software. */
  private static final Map<Long, String> NAMES =
      Map.of(
          1L,
          "sha-256",
          7L,
          "sha-384",
          8L,
          "sha-512",
          10L,
          "sha3-256",
          11L,
          "sha3-384",
          12L,
          "sha3-512");

  private static final Map<String, Integer> LENGTHS_BYTES =
      Map.of(
          "sha-256",
          32,
          "sha-384",
          48,
          "sha-512",
          64,
          "sha3-256",
          32,
          "sha3-384",
          48,
          "sha3-512",
          64);

  private Digests() {}

  /** Digests by name of the hash; those of other hashes are noted and left out. */
  static Map<String, Set<Bytes>> read(String where, CborValue value, Notes notes)
      throws RefusedException {
    Map<String, Set<Bytes>> digests = new HashMap<>();
    for (CborValue item : Expect.list(where, value, CorimLimits.DIGESTS_MAX_COUNT)) {
      List<CborValue> pair = Expect.tuple(where, item, 2, 2);
      Bytes digest = Expect.bytes(where, pair.get(1), 1, CorimLimits.DIGEST_MAX_BYTES);
      Optional<String> name = name(where, pair.get(0));
      if (name.isEmpty()) {
        notes.add("a digest of a hash that is unknown or too short to count");
        continue;
      }
      int length = LENGTHS_BYTES.getOrDefault(name.get(), 0);
      if (digest.length() != length) {
        throw Expect.malformed(where, name.get() + " has " + length + " bytes");
      }
      digests.computeIfAbsent(name.get(), unused -> new HashSet<>()).add(digest);
    }
    return digests;
  }

  private static Optional<String> name(String where, CborValue value) throws RefusedException {
    if (value instanceof CborInt number) {
      return number.fitsLong() ? Optional.ofNullable(NAMES.get(number.asLong())) : Optional.empty();
    }
    String name = Expect.text(where, value);
    return LENGTHS_BYTES.containsKey(name) ? Optional.of(name) : Optional.empty();
  }
}
