package org.wardgate.crypto.cbor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map. Key 1 and key "1" are two different keys.
 *
 * @param entries in the order of the encoding; unmodifiable
 */
public record CborMap(Map<CborValue, CborValue> entries) implements CborValue {
  /** No entries at all. */
  public static final CborMap EMPTY = new CborMap(Map.of());

  /** Copies the map. */
  public CborMap {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** The value of an integer key. */
  public Optional<CborValue> get(long label) {
    return Optional.ofNullable(entries.get(CborInt.of(label)));
  }

  /** The value of a text key. */
  public Optional<CborValue> get(String label) {
    return Optional.ofNullable(entries.get(new CborText(label)));
  }
}
