package org.wardgate.crypto.cbor;

import java.util.List;

/**
 * An array.
 *
 * @param items its elements, in order
 */
public record CborArray(List<CborValue> items) implements CborValue {
  /** Copies the list. */
  public CborArray {
    items = List.copyOf(items);
  }

  /** An array of the given elements. */
  public static CborArray of(CborValue... items) {
    return new CborArray(List.of(items));
  }
}
