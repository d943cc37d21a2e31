package org.wardgate.mud.json;

import org.jspecify.annotations.Nullable;

/**
 * Where in a file something stands; rendered only when somebody asks.
 *
 * @param parent the enclosing place, null at the root
 * @param step key or {@code [index]}
 */
public record Place(@Nullable Place parent, String step) {
  /** The whole file. */
  public static final Place ROOT = new Place(null, "");

  /** The value of a key. */
  public Place key(String key) {
    return new Place(this, "/" + key);
  }

  /** An element of an array, counted from 0. */
  public Place index(int index) {
    return new Place(this, "[" + index + "]");
  }

  /** A path such as {@code /ietf-mud:mud/mud-url}. */
  @Override
  public String toString() {
    return parent == null ? step : parent + step;
  }
}
